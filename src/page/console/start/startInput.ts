/** The fields of the form that starts a workflow. An empty text leaves the choice to the type. */
export interface StartFields {
  readonly domain: string;
  /** `Name@version`. */
  readonly type: string;
  readonly workflowId: string;
  readonly input: string;
  /** Tags, with commas between them. */
  readonly tags: string;
  readonly taskList: string;
  /** Seconds as text, or `NONE`. */
  readonly executionTimeout: string;
  readonly decisionTimeout: string;
  readonly childPolicy: string;
  readonly priority: string;
}

/** Returns the input of StartWorkflowExecution. */
export function startInput(fields: StartFields): object {
  const { domain, type, workflowId, input, tags, taskList } = fields;
  const at = type.lastIndexOf('@');
  const tagList = tags
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  return {
    domain,
    workflowId,
    workflowType: { name: type.slice(0, at), version: type.slice(at + 1) },
    ...(input !== '' && { input }),
    ...(tagList.length > 0 && { tagList }),
    ...(taskList.trim() !== '' && { taskList: { name: taskList.trim() } }),
    ...given('executionStartToCloseTimeout', fields.executionTimeout),
    ...given('taskStartToCloseTimeout', fields.decisionTimeout),
    ...given('childPolicy', fields.childPolicy),
    ...given('taskPriority', fields.priority),
  };
}

const given = (name: string, text: string): object => (text.trim() === '' ? {} : { [name]: text.trim() });
