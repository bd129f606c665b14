export * from '../../src/property/coreWalk.js';
