/**
 * Who may write in place, and who must copy first.
 *
 * Every node of a state carries the token of the state that made it. A state writes in place what carries its own token
 * and copies anything else once. Forking hands *both* sides a new token, so that neither can write what they now share:
 * a fork costs the same however large the state is.
 */
export interface Owner {
  readonly of: 'swfake state';
}

export interface Owned {
  owner: Owner;
}

export const newOwner = (): Owner => ({ of: 'swfake state' });

/** The node itself if `owner` made it, else a shallow copy that `owner` may write. Never keep the result across a fork. */
export const own = <N extends Owned>(owner: Owner, node: N): N => (node.owner === owner ? node : { ...node, owner });
