import { useEffect, useState } from 'preact/hooks';
import type { ConsoleDomain } from '../../../render/html/consoleData.js';
import type { Api } from '../source/api.js';
import type { Model } from '../source/model.js';
import { problemIn } from '../source/source.js';

/** The domains as far as the page has them, and the reason if they could not be read. */
interface ReadDomains {
  readonly domains?: readonly ConsoleDomain[];
  readonly problem?: string;
}

/** Returns the domains of a fake. They are read again after each call of a client, which can have registered a type. */
export function useDomains(api: Api, model: Model): ReadDomains {
  const { region, accountId } = model.place;
  const [read, setRead] = useState<ReadDomains>({});
  const lastCall = model.calls.at(-1)?.number;
  // After a failure, each answer of the server is a reason to ask again.
  const afterFailure = read.problem === undefined ? undefined : model;
  useEffect(() => {
    let isCurrent = true;
    const set = (next: (old: ReadDomains) => ReadDomains): void => {
      if (isCurrent) setRead(next);
    };
    api.domains({ region, accountId }).then(
      (domains) => set(() => ({ domains })),
      (error: unknown) => set((old) => ({ ...old, problem: problemIn(error) })),
    );
    return () => {
      isCurrent = false;
    };
  }, [api, region, accountId, lastCall, afterFailure]);
  return read;
}
