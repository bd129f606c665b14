/** The reason of a Lambda function that does not exist (docs/swf.md 3.13). */
export const NO_SUCH_FUNCTION = 'ResourceNotFoundException';
