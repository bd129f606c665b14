export default { test: { include: ['*.fails.ts'] } };
