export { type Act, DOMAIN, SETUP } from '../../src/property/acts.js';
export { type Token, Walk } from '../../src/property/walk.js';
