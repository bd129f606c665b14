/** The parts of a text that names a Lambda function. A part that the text does not have is `undefined`. */
interface LambdaName {
  readonly partition: string | undefined;
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly name: string | undefined;
  /** The alias or the version. */
  readonly qualifier: string | undefined;
}

// A name, an ARN or a part of an ARN, each with or without an alias or a version (Lambda API, "FunctionName").
const FORM = new RegExp(
  [
    /^(?:arn:(?<partition>aws[a-z-]*):lambda:)?/,
    /(?:(?<region>[a-z]+(?:-[a-z]+)+-\d+):)?/,
    /(?:(?<account>\d{12}):)?/,
    /(?:function:)?/,
    /(?<name>[\w.-]+)/,
    /(?::(?<qualifier>\$LATEST|[\w-]+))?$/,
  ]
    .map(({ source }) => source)
    .join(''),
);

/**
 * Returns the key of the function that a decider means by `called`: the key that is the same text, or else the one that
 * agrees with it and names most. A part that only one of the two texts has does not matter, but for the alias of a key.
 */
export function functionKey(keys: readonly string[], called: string): string | undefined {
  if (keys.includes(called)) return called;
  const wanted = parsed(called);
  if (!wanted) return undefined;
  const [best] = keys
    .map((key) => ({ key, parts: parsed(key) }))
    .filter(({ parts }) => parts !== undefined && agrees(parts, wanted))
    .toSorted((a, b) => partCount(b.parts) - partCount(a.parts));
  return best?.key;
}

const parsed = (text: string): LambdaName | undefined => FORM.exec(text)?.groups as LambdaName | undefined;

function agrees(key: LambdaName, called: LambdaName): boolean {
  if (key.name !== called.name) return false;
  // Without an alias, Lambda calls the version $LATEST.
  if (key.qualifier !== undefined && key.qualifier !== (called.qualifier ?? '$LATEST')) return false;
  return PLACES.every((part) => key[part] === undefined || called[part] === undefined || key[part] === called[part]);
}

const PLACES = ['partition', 'region', 'account'] as const;

const partCount = (name: LambdaName | undefined): number =>
  Object.values(name ?? {}).filter((part) => part !== undefined).length;
