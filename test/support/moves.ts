export * from '../../src/property/moves.js';
