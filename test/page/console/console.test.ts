import { SWF } from '@aws-sdk/client-swf';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type SwfServer, serve } from '../../../src/http/index.js';
import { SwfFake } from '../../../src/index.js';
import { CHROMIUM, type OpenPage, PageBrowser } from '../browser.js';

const browser = CHROMIUM === undefined ? undefined : new PageBrowser();
afterAll(() => browser?.close());

let server: SwfServer | undefined;
afterEach(() => server?.close());

const domain = 'shop';

function shop(): SwfFake {
  const swf = new SwfFake();
  swf.register({ domain });
  return swf;
}

async function opened(swf: SwfFake, hash = ''): Promise<OpenPage & { readonly served: SwfServer }> {
  const served = await serve(swf, { ui: true });
  server = served;
  const open = await (browser as PageBrowser).visit(`${served.uiUrl}${hash}`);
  await open.page.getByRole('heading', { name: 'swfake console' }).waitFor();
  return { ...open, served };
}

describe.skipIf(CHROMIUM === undefined)('the console in a browser (skipped: no Chromium here)', () => {
  it('takes the token of a server that was started again, in the same tab', async () => {
    const { page, served } = await opened(shop());
    await page.getByText('No workflow execution was started yet.').waitFor();
    await served.close();
    const again = await serve(shop(), { ui: true, port: served.port });
    server = again;
    await page.getByText('The server refuses').waitFor();
    await page.goto(again.uiUrl ?? '');
    await page.getByText('No workflow execution was started yet.').waitFor();
    await expect.poll(() => page.getByText('The server refuses').count()).toBe(0);
    expect(new URL(page.url()).hash).toBe('');
  }, 60_000);

  it('says that the types could not be read, asks again, and offers one that a client registers', async () => {
    const { page, served } = await opened(shop());
    await page.route('**/domains?*', (route) => route.abort());
    await page.getByRole('link', { name: 'Start a workflow' }).first().click();
    await page.getByText('The workflow types could not be read. The server does not answer.').waitFor();
    await expect.poll(() => page.getByText('No workflow type is registered').count()).toBe(0);
    await page.unroute('**/domains?*');
    await page.getByText('No workflow type is registered').waitFor();
    await expect.poll(() => page.getByText('The workflow types could not be read').count()).toBe(0);
    const credentials = { accessKeyId: 'swfake', secretAccessKey: 'swfake' };
    const client = new SWF({ endpoint: served.url, region: 'us-east-1', credentials });
    await client.registerWorkflowType({ domain, name: 'Order', version: '1' });
    await page.getByLabel('Workflow type').selectOption('Order@1');
    client.destroy();
  }, 60_000);

  it('shows two hundred task lists, and the number of the others', async () => {
    const swf = shop();
    for (let id = 0; id < 212; id += 1)
      await swf.client().pollForActivityTask({ domain, taskList: { name: `list-${id}` } });
    const { page } = await opened(swf);
    await page.getByRole('link', { name: 'Task lists' }).click();
    await page.getByText('and 12 more task lists').waitFor();
    await expect.poll(() => page.getByRole('region', { name: /^activity task list/ }).count()).toBe(200);
  }, 60_000);
});
