import type { AccessRequest } from '../../src/core/index.js';

/** The condition keys of SWF in a context, without those of every request. */
export const swfKeys = (context: AccessRequest['context']): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(context).filter(([key]) => key.startsWith('swf:')));

/** A request with the condition keys of SWF alone. */
export const onlySwfKeys = ({ context, ...others }: AccessRequest): object => ({
  ...others,
  context: swfKeys(context),
});
