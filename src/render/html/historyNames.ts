/** Returns names for runs in a page: the workflow id, with a number where several runs have the same. */
export function historyNames(workflowIds: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  const total = new Map<string, number>();
  for (const id of workflowIds) total.set(id, (total.get(id) ?? 0) + 1);
  return workflowIds.map((id) => {
    const place = (seen.get(id) ?? 0) + 1;
    seen.set(id, place);
    return total.get(id) === 1 ? id : `${id} (run ${place} of ${total.get(id)})`;
  });
}
