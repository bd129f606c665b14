export { type ServeOptions, type SwfServer, serve } from './serve.js';
