import FakeTimers from '@sinonjs/fake-timers';

// Everything that fake timers can replace, as Jest does with `enableGlobally`; but for `nextTick` and `queueMicrotask`, which
// Vitest itself needs.
const { timers } = FakeTimers;
const toFake = Object.keys(timers).filter((name) => !['nextTick', 'queueMicrotask'].includes(name));
FakeTimers.install({ toFake: toFake as never });
