import { type Campaign, campaignOf, fileText } from '../../campaign/document.js';
import { readJson } from '../files/readJson.js';
import { fileWords } from '../files/readText.js';
import { writeText } from '../files/writeText.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';

/**
 * Reads a file of `swfake simulate --out`.
 *
 * @throws CommandError if it cannot be read, or is none.
 */
export const readCampaign = async (file: string, environment: Environment): Promise<Campaign> =>
  campaignIn(await readJson(file, environment), file);

/** Returns the campaign of a JSON document. @throws CommandError if it is none. */
export function campaignIn(document: unknown, file: string): Campaign {
  const campaign = campaignOf(document);
  if (typeof campaign !== 'string') return campaign;
  throw new CommandError(`${fileWords(file)} ${campaign}`);
}

/** Writes the file of a campaign in one step. @throws CommandError if it cannot be written. */
export const writeCampaign = (file: string, campaign: Campaign, environment: Environment): void =>
  writeText(file, fileText(campaign), 'the result cannot be written to', environment);
