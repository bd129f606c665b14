export type { FakeFor, Place } from './fakes.js';
export { type ServeOptions, type SwfServer, serve } from './serve.js';
