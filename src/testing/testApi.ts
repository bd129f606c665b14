import type { TestAPI, TestContext } from 'vitest';
import type { SwfTestOptions } from './failurePage.js';

/** A function that makes a fixture: it gives the value to `use`, and goes on after the test. */
type FixtureFunction<T, K extends keyof T, C> = (
  context: C & Omit<T, K> & TestContext,
  use: (value: T[K]) => Promise<void>,
) => unknown;

interface FixtureSettings {
  readonly auto?: boolean;
  readonly injected?: boolean;
  readonly scope?: 'test' | 'worker' | 'file';
}

type Fixture<T, K extends keyof T, C> = T[K] | FixtureFunction<T, K, C>;

type NewFixtures<T, C> = { [K in keyof T]: Fixture<T, K, C> | [Fixture<T, K, C>, FixtureSettings?] };

/** The options of the fake, without members that it does not have; a function can make them too. */
type KnownOptions<T> = T extends { readonly swfOptions: infer O }
  ? SwfTestOptions & { readonly [K in Exclude<keyof O, keyof SwfTestOptions>]?: never }
  : SwfTestOptions;

/** Vitest's `test` with fixtures. `extend` of an object checks the members of `swfOptions`, which Vitest's own does not. */
export type SwfTest<C> = TestAPI<C>['skip'] &
  Omit<TestAPI<C>, 'extend'> & {
    /** Returns a `test` with more fixtures, or with other options of the fake. */
    extend: <T extends object = object>(
      fixtures: NewFixtures<T, C> & {
        readonly swfOptions?:
          | KnownOptions<T>
          | ((context: TestContext, use: (options: SwfTestOptions) => Promise<void>) => unknown);
      },
    ) => SwfTest<C & Omit<T, keyof C>>;
  };
