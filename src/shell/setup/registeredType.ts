import { quoted } from '../../args/quoted.js';
import { type TypeId, type TypeKind, typeName, typeOf } from '../../core/index.js';
import type { Shell } from '../shell.js';

type Settings = Readonly<Record<string, unknown>>;

/**
 * Returns true if a type is registered with exactly these settings, so that nothing is left to do. Returns false if it is
 * not registered.
 *
 * @throws Error if the type is deprecated, or registered with other settings: the message has each difference.
 */
export function isRegistered(shell: Shell, kind: TypeKind, domain: string, type: TypeId, settings: Settings): boolean {
  const registered = typeOf(shell.state, kind, domain, type);
  if (!registered) return false;
  const name = `the ${KINDS[kind]} '${typeName(type)}' of the domain '${domain}'`;
  if (registered.status === 'DEPRECATED') {
    throw new Error(
      `swfake: ${name} is deprecated, so it cannot be registered again; undeprecate it or use another version`,
    );
  }
  const differences = differencesOf(registered.defaults as Settings, settings);
  if (differences.length === 0) return true;
  throw new Error(
    `swfake: ${name} is registered with other settings: ${differences.join('; ')}. A registered type cannot change: give the ` +
      'same settings, or use another version',
  );
}

const KINDS: Readonly<Record<TypeKind, string>> = { WorkflowType: 'workflow type', ActivityType: 'activity type' };

const differencesOf = (before: Settings, now: Settings): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((setting) => JSON.stringify(before[setting]) !== JSON.stringify(now[setting]))
    .map((setting) => {
      const unit = setting.endsWith('Timeout') ? ' (seconds)' : '';
      return `${setting}${unit} is ${settingText(before[setting])}, and was now given as ${settingText(now[setting])}`;
    });

const settingText = (value: unknown): string => (value === undefined ? 'not set' : quoted(namedValue(value)));

// A task list is `{ name }` in the API, and a text in `register()`.
const namedValue = (value: unknown): unknown => (value as { readonly name?: unknown }).name ?? value;
