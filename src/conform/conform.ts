import { fetchHistories, isClosed, judgeHistory, type RecordedRun } from './judges/histories.js';
import { type CheckResult, type Conformance, notAsked } from './judges/results.js';
import { Asker } from './story/asker.js';
import type { Check } from './story/check.js';
import { GivenUp } from './story/checkCalls.js';
import { NoAnswer, Refused } from './target/answers.js';
import { Ground, type Repeated } from './target/ground.js';
import { type CallRecord, Stopped } from './target/line.js';
import type { Target } from './target/target.js';

/** A run of checks. */
export interface ConformOptions {
  readonly target: Target;
  readonly domain: string;
  /** The name of the run: letters, digits and hyphens. */
  readonly run: string;
  readonly checks: readonly Check[];
  /** The number of checks side by side. */
  readonly concurrency: number;
  /** Stops the run when it resolves. Default: nothing stops it. */
  readonly interrupted?: Promise<void>;
  /** Called after each check. */
  readonly onResult?: (result: CheckResult) => void;
}

const LEAVE_MILLIS = 20_000;
const DOMAIN_STAYS = 'it registers a domain, which stays for ever';

/** Asks a target all checks, and cleans up. A run that ends early says so in its result. */
export async function conform(options: ConformOptions): Promise<Conformance> {
  const began = Date.now();
  const asked = new ConformRun(options);
  void options.interrupted?.then(() => asked.stop.abort(new Stopped('a signal stopped the run')));
  const results = await asked.askAll();
  const { stopped, calls, repeated } = asked;
  const { target, domain, run } = options;
  const ended = stopped !== undefined && { stopped };
  return { target: target.name, domain, run, results, calls, ...ended, repeated, millis: Date.now() - began };
}

interface Asked {
  readonly result: CheckResult;
  /** True if the target answered with something that is not of SWF. */
  readonly hasForeign: boolean;
}

class ConformRun {
  readonly stop = new AbortController();
  readonly calls: CallRecord[] = [];
  readonly #unfinished = new Set<Asker>();
  readonly #options: ConformOptions;
  repeated: Repeated = { throttled: 0, broken: 0 };
  stopped: string | undefined;

  constructor(options: ConformOptions) {
    this.#options = options;
  }

  async askAll(): Promise<readonly CheckResult[]> {
    const { checks, target } = this.#options;
    const results = new Map<Check, CheckResult>();
    const note = (result: CheckResult): void => {
      results.set(result.check, result);
      this.#options.onResult?.(result);
    };
    const [later, now] = [checks.filter(({ registersDomain }) => target.isLive && registersDomain), checks];
    for (const check of later) note(notAsked(check, DOMAIN_STAYS));
    try {
      await this.#askEach(
        now.filter((check) => !results.has(check)),
        note,
      );
    } catch (error) {
      this.stopped = reasonOf(error);
    }
    const reason = this.stopped ?? 'the run ended before it';
    for (const check of checks) if (!results.has(check)) note(notAsked(check, reason));
    return checks.map((check) => results.get(check) as CheckResult);
  }

  // A check moves the time of a virtual clock, so it has a service of its own there.
  async #askEach(checks: readonly Check[], note: (result: CheckResult) => void): Promise<void> {
    const ground = this.#ground();
    if (ground.pace.isVirtual) return this.#askOneByOne(checks, ground, note);
    try {
      await ground.prepare();
      await this.#askSideBySide(checks, ground, note);
    } finally {
      this.#keep(ground);
      await this.#leave(ground);
      ground.close();
    }
  }

  /** Asks each check on a ground of its own, the first check on one that is there. */
  async #askOneByOne(checks: readonly Check[], first: Ground, note: (result: CheckResult) => void): Promise<void> {
    let ground: Ground | undefined = first;
    for (const check of checks) {
      note(await this.#askAlone(check, ground ?? this.#ground()));
      ground = undefined;
    }
  }

  #ground(stop = this.stop): Ground {
    const { target, domain, run } = this.#options;
    return new Ground(target, domain, run, stop);
  }

  #keep(ground: Ground): void {
    const { throttled, broken } = ground.repeated;
    this.repeated = { throttled: this.repeated.throttled + throttled, broken: this.repeated.broken + broken };
    this.calls.push(...ground.log);
  }

  async #askAlone(check: Check, ground: Ground): Promise<CheckResult> {
    try {
      await ground.prepare();
      return (await this.#ask(check, ground)).result;
    } finally {
      this.#keep(ground);
      ground.close();
    }
  }

  async #askSideBySide(checks: readonly Check[], ground: Ground, note: (result: CheckResult) => void): Promise<void> {
    const waiting = checks.toSorted((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0));
    const again: Check[] = [];
    const lane = async (): Promise<void> => {
      for (let check = waiting.shift(); check; check = waiting.shift()) {
        const asked = await this.#ask(check, ground);
        if (asked.hasForeign) again.push(check);
        else note(asked.result);
      }
    };
    const lanes = Array.from({ length: this.#options.concurrency }, lane);
    const ended = await Promise.allSettled(lanes);
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
    // Some emulators fail only when calls come side by side: what failed is asked once more, alone.
    for (const check of again) note((await this.#ask(check, ground, `${check.id}.again`)).result);
  }

  async #ask(check: Check, ground: Ground, id = check.id): Promise<Asked> {
    const ask = new Asker(ground, id);
    this.#unfinished.add(ask);
    const reason = await this.#tell(check, ask);
    const histories = await this.#histories(ask);
    const inHistories = check.reads === undefined ? histories.flatMap(judgeHistory) : [];
    for (const history of histories) if (!isClosed(history) && !ground.pace.isVirtual) await terminate(ask, history);
    this.#unfinished.delete(ask);
    const { differences, readings, compared, calls } = ask;
    const { hasForeign } = ask;
    if (reason !== undefined) return { hasForeign, result: { ...notAsked(check, reason), calls, histories } };
    const verdict = differences.length === 0 ? 'agrees' : 'differs';
    const result = { check, verdict, differences, inHistories, readings, compared, calls, histories } as const;
    return { hasForeign, result };
  }

  /** Runs the story. Returns the reason if the target gave no answer. */
  async #tell(check: Check, ask: Asker): Promise<string | undefined> {
    try {
      await check.story(ask);
      return undefined;
    } catch (error) {
      if (error instanceof GivenUp) return undefined;
      if (error instanceof NoAnswer && !error.isForeign) return error.message;
      if (!(error instanceof Refused || error instanceof NoAnswer)) throw error;
      ask.hasForeign = error instanceof NoAnswer;
      const got = error instanceof Refused ? `${error.fault.name}: ${error.fault.message}` : error.reason;
      ask.note(error.op, 'an answer', got);
      return undefined;
    }
  }

  async #histories(ask: Asker): Promise<readonly RecordedRun[]> {
    try {
      return await fetchHistories(ask);
    } catch (error) {
      if (error instanceof NoAnswer) return [];
      throw error;
    }
  }

  // A stopped run has a line of its own for this, and a limit of time.
  async #leave(shared: Ground): Promise<void> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(new Stopped('no time is left')), LEAVE_MILLIS);
    const ground = this.#ground(stop);
    try {
      for (const { runs } of this.#unfinished) {
        const ask = new Asker(ground, 'leave');
        for (const execution of runs) await terminate(ask, { execution, events: [] });
      }
      await shared.leave(ground);
    } catch {
      // The report is worth more than what could not be cleaned up: runs end by their timeout.
    } finally {
      clearTimeout(timer);
      ground.close();
    }
  }
}

async function terminate(ask: Asker, { execution }: RecordedRun): Promise<void> {
  try {
    await ask.fault('TerminateWorkflowExecution', { domain: ask.domain, ...execution, childPolicy: 'TERMINATE' });
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
  }
}

const reasonOf = (error: unknown): string => {
  if (error instanceof Stopped || error instanceof NoAnswer || error instanceof Refused) return error.message;
  throw error;
};
