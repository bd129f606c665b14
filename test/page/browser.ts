import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

// Debian's place, and what a machine can name otherwise.
const PLACES = [process.env.SWFAKE_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'];

/** The path of a Chromium; `undefined` if the machine has none: the tests of pages are skipped then. */
export const CHROMIUM: string | undefined = PLACES.find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);

/** How a page is opened. */
export interface Window {
  /** The width in pixels. Default 1280. */
  readonly width?: number;
  /** True for dark colours. Default false. */
  readonly dark?: boolean;
}

/** The windows in which every view is tried: wide and narrow, light and dark. */
export const WINDOWS = [1280, 390].flatMap((width) =>
  [false, true].map((dark) => ({ width, dark, name: `${dark ? 'dark' : 'light'}, ${width} pixels` })),
);

/** A page in a browser. */
export interface OpenPage {
  readonly page: Page;
  /** The errors of the page, and what its console said, so far. */
  readonly errors: readonly string[];
}

/** A browser for the tests of a file. Close it after them. */
export class PageBrowser {
  readonly #browser: Promise<Browser>;
  readonly #folder = mkdtempSync(join(tmpdir(), 'swfake-page-'));
  #count = 0;

  constructor() {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
    this.#browser = chromium.launch({ executablePath: CHROMIUM ?? '', args });
  }

  /** Opens a page of HTML from a file, as a user does. `hash` is the place in it. */
  async open(html: string, { width = 1280, dark = false }: Window = {}, hash = ''): Promise<OpenPage> {
    this.#count += 1;
    const file = join(this.#folder, `${this.#count}.html`);
    writeFileSync(file, html);
    const opened = await this.visit(`${pathToFileURL(file)}${hash}`, { width, dark });
    // The page unpacks its script first.
    await opened.page.waitForFunction(() => document.querySelector('#page > noscript') === null);
    return opened;
  }

  /** Opens an address. */
  async visit(url: string, { width = 1280, dark = false }: Window = {}): Promise<OpenPage> {
    const browser = await this.#browser;
    const colorScheme = dark ? 'dark' : 'light';
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => errors.push(`${message.type()}: ${message.text()}`));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== url.split('#')[0] && url.startsWith('file:'))
        errors.push(`it asked for ${request.url()}`);
    });
    await page.goto(url);
    return { page, errors };
  }

  async close(): Promise<void> {
    await (await this.#browser).close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Returns the serious faults of accessibility that axe-core finds in a page. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  const { readFileSync } = await import('node:fs');
  // Evaluated, not added as an element: the policy of the page stays on.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

/** Returns the elements that stick out of the window or of the box that clips them, of those that match a selector. */
export const outsideTheirBox = (page: Page, selector: string): Promise<readonly string[]> =>
  page.evaluate((wanted) => {
    const shown = [...document.querySelectorAll<HTMLElement>(wanted)].filter((one) => one.getClientRects().length > 0);
    const isOut = (one: HTMLElement): boolean => {
      const box = one.getBoundingClientRect();
      const parent = one.parentElement?.getBoundingClientRect();
      const left = Math.max(0, parent?.left ?? 0) - 1;
      const right = Math.min(innerWidth, parent?.right ?? innerWidth) + 1;
      return box.width > 0 && (box.left < left || box.right > right);
    };
    return shown.filter(isOut).map((one) => one.outerHTML.slice(0, 200));
  }, selector);
