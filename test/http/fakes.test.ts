import { afterEach, describe, expect, it } from 'vitest';
import { type FakeFor, type SwfServer, serve } from '../../src/http/index.js';
import { SwfFake } from '../../src/index.js';
import { shop } from '../support/shop.js';

let server: SwfServer;
const log: string[] = [];
afterEach(async () => {
  await server.close();
  log.length = 0;
});

const start = async (home: SwfFake, fakeFor?: FakeFor): Promise<void> => {
  server = await serve(home, { admin: true, log: (line) => log.push(line), ...(fakeFor && { fakeFor }) });
};

const credential = (keyId: string, region: string) =>
  `AWS4-HMAC-SHA256 Credential=${keyId}/20200101/${region}/swf/aws4_request, SignedHeaders=host, Signature=x`;

/** Calls the service, and returns the names of the domains. */
async function domains(authorization: string): Promise<readonly string[]> {
  const headers = { 'x-amz-target': 'SimpleWorkflowService.ListDomains', authorization };
  const response = await fetch(server.url, { method: 'POST', headers, body: '{"registrationStatus":"REGISTERED"}' });
  const { domainInfos } = (await response.json()) as { domainInfos: readonly { readonly arn: string }[] };
  return domainInfos.map(({ arn }) => arn);
}

const arn = (region: string, account: string) => [`arn:aws:swf:${region}:${account}:/domain/shop`];
const asked = async (path: string) => (await fetch(`${server.url}/_swfake/${path}`)).text();
const HOME = ['us-east-1', '123456789012'] as const;

describe('a server with a fake for each region and account', () => {
  const made: unknown[] = [];
  const each: FakeFor = (place) => {
    made.push(place);
    return shop(place);
  };

  it('creates each once, by the credential scope and a key id of twelve digits', async () => {
    made.length = 0;
    await start(shop(), each);
    expect(await domains(credential('AKIAEXAMPLE', 'us-east-1'))).toEqual(arn(...HOME));
    expect(await domains(credential('AKIAEXAMPLE', 'eu-west-1'))).toEqual(arn('eu-west-1', HOME[1]));
    expect(await domains(credential('210987654321', 'eu-west-1'))).toEqual(arn('eu-west-1', '210987654321'));
    expect(await domains(credential('AKIAOTHER', 'eu-west-1'))).toEqual(arn('eu-west-1', HOME[1]));
    expect(made).toEqual([
      { region: 'eu-west-1', accountId: HOME[1] },
      { region: 'eu-west-1', accountId: '210987654321' },
    ]);
    expect(log[2]).toMatch(
      /^2020-01-01T00:00:00.000Z region eu-west-1 of account 210987654321 ListDomains 200 \d+ ms$/,
    );
  });

  it.each([
    ['no scope', 'x'],
    ['a key id of eleven digits', credential('21098765432', 'us-east-1')],
    ['a region that is none', credential('AKIAEXAMPLE', '../etc')],
    ['a scope without a date', 'AWS4-HMAC-SHA256 Credential=210987654321/eu-west-1/swf/aws4_request'],
  ])('takes %s for the region and account of the first fake', async (_, authorization) => {
    await start(shop(), each);
    expect(await domains(authorization)).toEqual(arn(...HOME));
  });

  it('shows the one that was called on its admin path, or the one that is named', async () => {
    await start(shop(), each);
    expect(await asked('clock')).toContain('2020');
    await domains(credential('210987654321', 'eu-west-1'));
    const headers = { 'x-swfake-admin': 'true' };
    await fetch(`${server.url}/_swfake/advance?by=1h`, { method: 'POST', headers });
    expect(JSON.parse(await asked('clock')).now).toBe('2020-01-01T01:00:00.000Z');
    expect(JSON.parse(await asked('clock?region=us-east-1')).now).toBe('2020-01-01T00:00:00.000Z');
    await domains(credential('x', 'us-east-1'));
    expect(await asked('clock')).toContain('add region=… or account=…');
    expect(JSON.parse(await asked('clock?account=210987654321')).now).toBe('2020-01-01T01:00:00.000Z');
    expect(await asked('clock?region=eu-west-1&account=123456789012')).toContain(
      'no client has called region eu-west-1',
    );
    expect(await asked('clock?region=')).toContain('add region=… or account=…');
  });

  it('takes those that are given beside it, and the first for every other place', async () => {
    server = await serve(shop(), { admin: true, others: [shop({ region: 'eu-west-1' })] });
    expect(await domains(credential('x', 'eu-west-1'))).toEqual(arn('eu-west-1', HOME[1]));
    expect(await domains(credential('x', 'eu-west-2'))).toEqual(arn(...HOME));
    expect(await domains(credential('210987654321', 'eu-west-1'))).toEqual(arn(...HOME));
  });

  it('answers InternalFailure while fakeFor() fails, and asks it again', async () => {
    let fails = true;
    const other = (place: Parameters<FakeFor>[0]): SwfFake => {
      if (fails) throw new Error('no disk');
      return shop(place);
    };
    await start(shop(), other);
    const headers = {
      'x-amz-target': 'SimpleWorkflowService.ListDomains',
      authorization: credential('x', 'eu-west-1'),
    };
    const answer = await fetch(server.url, { method: 'POST', headers, body: '{}' });
    expect(await answer.text()).toContain('swfake: no disk');
    fails = false;
    expect(await domains(credential('x', 'eu-west-1'))).toEqual(arn('eu-west-1', HOME[1]));
  });
});

describe('a server with one fake', () => {
  it('gives it to every region and account, and names its own', async () => {
    await start(new SwfFake({ region: 'eu-central-1' }));
    expect(await domains(credential('210987654321', 'us-west-2'))).toEqual([]);
    expect(log[0]).toContain('region eu-central-1 of account 123456789012 ListDomains');
    expect(await asked('clock?region=eu-central-1')).toContain('2020');
    expect(await asked('clock?region=us-west-2')).toContain('no client has called region us-west-2');
  });
});
