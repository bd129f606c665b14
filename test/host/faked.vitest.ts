import { vi } from 'vitest';

// As a suite does it that must not depend on real time.
vi.useFakeTimers();
