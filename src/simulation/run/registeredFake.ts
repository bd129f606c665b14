import { forkWithSeed, type State } from '../../core/index.js';
import { Fake, shellOf } from '../../fake.js';
import type { SwfFakeOptions } from '../../options.js';
import { type Registration, register } from '../../shell/setup/register.js';
import type { Definition } from '../model/definition.js';
import { domainOf } from './settings.js';

/** A state with the types of a definition and without runs. The key is made of everything that it depends on. */
interface Template {
  readonly key: string;
  readonly state: State;
}

// A sweep simulates one definition many times: to register its types anew would take a sixth of a short run.
let last: Template | undefined;

/** Returns a new fake with the domain and the types of the definition registered. */
export function registeredFake<W>(definition: Definition<W>, seed: number): Fake {
  const { fake = {} } = definition;
  const registration = registrationOf(definition);
  // A saved state has a seed of its own.
  if (fake.state) return newFake(fake, registration);
  const options = { ...fake, seed: fake.seed ?? seed };
  if (fake.coverage || fake.clock === 'real') return newFake(options, registration);
  const key = JSON.stringify([fake, registration], distinct);
  if (last?.key !== key) last = { key, state: shellOf(newFake(options, registration)).state };
  return new Fake(options, forkWithSeed(last.state, options.seed));
}

/** Makes values differ in JSON that JSON would leave out or write alike, so that a wrong value is never taken for a right one. */
function distinct(_name: string, value: unknown): unknown {
  if (typeof value === 'function') return 'function';
  return typeof value === 'number' ? `number ${value}` : value;
}

function newFake(options: SwfFakeOptions, registration: Registration): Fake {
  const swf = new Fake(options);
  register(shellOf(swf), registration);
  return swf;
}

function registrationOf<W>(definition: Definition<W>): Registration {
  const { workflows, activities = {}, defaults = {} } = definition;
  return {
    domain: domainOf(definition),
    workflows: { ...emptyDefaults(workflows), ...defaults.workflows },
    activities: { ...emptyDefaults(activities), ...defaults.activities },
  };
}

const emptyDefaults = (types: object): Record<string, Record<string, never>> =>
  Object.fromEntries(Object.keys(types).map((type) => [type, {}]));
