import { digest } from './digest.js';

console.log(process.version, await digest());
