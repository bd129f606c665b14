import { isObject, type Path, refuse } from './refuse.js';

/** The policy document that was found, and its place. */
interface Located {
  readonly document: unknown;
  readonly path: Path;
}

/** The members of responses of IAM that hold a policy. The API gives the document as URL-encoded JSON, the CLI as JSON. */
const WRAPPERS = ['PolicyVersion', 'PolicyDocument', 'Document'];

/**
 * Returns the policy document in an object, in JSON text, or in a response of IAM: `get-policy-version`,
 * `get-role-policy`, `get-user-policy`, `get-group-policy`.
 *
 * @throws TypeError if a text is no JSON.
 */
export function documentIn(value: unknown, path: Path): Located {
  const document = typeof value === 'string' ? parsed(value, path) : value;
  if (!isObject(document) || 'Statement' in document) return { document, path };
  const wrapper = WRAPPERS.find((name) => document[name] !== undefined);
  return wrapper === undefined ? { document, path } : documentIn(document[wrapper], `${path}.${wrapper}`);
}

// Editors on Windows put U+FEFF before the text. trim() removes it too.
function parsed(text: string, path: Path): unknown {
  const trimmed = text.trim();
  try {
    return JSON.parse(/^%7B/i.test(trimmed) ? decodeURIComponent(trimmed) : trimmed);
  } catch (error) {
    return refuse(path, `is no JSON (${(error as Error).message}); expected a policy as an object or as JSON text`);
  }
}
