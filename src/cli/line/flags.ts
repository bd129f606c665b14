/** A flag without a value. It is off unless it is given. */
export interface SwitchFlag {
  readonly kind: 'switch';
  readonly description: string;
}

/** A flag with a text. */
export interface TextFlag {
  readonly kind: 'text';
  /** The name of the value in the help: `MODULE`. */
  readonly value: string;
  readonly description: string;
  readonly default?: string;
  /** True if the command cannot run without it. Default `false`. */
  readonly required?: boolean;
}

/** A flag with a text that can be repeated. */
export interface ListFlag {
  readonly kind: 'list';
  /** The name of the value in the help. */
  readonly value: string;
  readonly description: string;
}

/** A flag with a whole number from 0 on. */
export interface NumberFlag {
  readonly kind: 'number';
  readonly description: string;
  /** Absent if the command does without it. */
  readonly default?: number;
  /** The default in the help, if it depends on other flags. */
  readonly defaultWords?: string;
  /** The highest number that is accepted. */
  readonly most: number;
}

/** A flag with one of a few values. */
export interface ChoiceFlag {
  readonly kind: 'choice';
  readonly description: string;
  /** The values, the default first. */
  readonly values: readonly [string, ...string[]];
}

/** A flag of a command. */
export type Flag = SwitchFlag | TextFlag | ListFlag | NumberFlag | ChoiceFlag;

/** The flags of a command, by name. */
export type Flags = Readonly<Record<string, Flag>>;

type FlagValue<F extends Flag> = F extends { kind: 'switch' }
  ? boolean
  : F extends { kind: 'list' }
    ? readonly string[]
    : F extends { kind: 'number' }
      ? F extends { default: number }
        ? number
        : number | undefined
      : F extends { kind: 'choice'; values: readonly (infer V)[] }
        ? V
        : F extends { required: true } | { default: string }
          ? string
          : string | undefined;

/** The values of all flags of a command, by name. */
export type FlagValues<F extends Flags> = { readonly [N in keyof F]: FlagValue<F[N]> };

/** Returns the value of a flag that is not given. */
export function defaultOf(flag: Flag): boolean | number | string | readonly string[] | undefined {
  if (flag.kind === 'switch') return false;
  if (flag.kind === 'list') return [];
  return flag.kind === 'choice' ? flag.values[0] : flag.default;
}

/** The flag of every command that prints for machines. */
export const JSON_FLAG = {
  kind: 'switch',
  description: 'Prints one JSON document in place of text.',
} as const satisfies Flag;
