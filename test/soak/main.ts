/** Starts one of the soaks: `npm run soak` the walks beside the model, `npm run soak -- --memory` that of the heap. */
await (process.argv.includes('--memory') ? import('./memory/main.js') : import('./walks.js'));
