/**
 * The token of one state. It decides whether a node is written in place or copied first.
 *
 * Every node of a state carries the token of the state that made it. A state writes a node with its own token in place;
 * it copies any other node once, before the first write. `fork` gives *both* states a new token, so that neither writes
 * a node that they share. So a fork takes constant time, whatever the size of the state.
 */
export interface Owner {
  /** A label for debuggers. Owners are compared by identity. */
  readonly of: 'swfake state';
}

/** A node that one state can write in place. */
export interface Owned {
  /** The state that can write this node. Every other state copies it first. */
  owner: Owner;
}

/** Returns a token that is equal to no other. */
export const newOwner = (): Owner => ({ of: 'swfake state' });

/**
 * Returns the node itself if `owner` made it, else a shallow copy that `owner` can write. Do not keep the result across
 * a fork: after the fork the node has another owner.
 */
export const own = <N extends Owned>(owner: Owner, node: N): N => (node.owner === owner ? node : { ...node, owner });
