/** The code of the page, as `.ci/page.mjs` builds it. */
export interface ConsoleCode {
  readonly CONSOLE_SCRIPT: string;
  readonly CONSOLE_SCRIPT_HASH: string;
  readonly CONSOLE_STYLE: string;
  readonly CONSOLE_STYLE_HASH: string;
}

/** A response of the console. */
export interface ConsoleResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The name of the fault, for the log. */
  readonly fault?: string | undefined;
}

/** Returns the response with the page. It holds no data: those come by requests with the token. */
export function consolePage(code: ConsoleCode): ConsoleResponse {
  const headers = {
    // Nothing is loaded, no script runs but the page's own, and no other page can show this one in a frame.
    'content-security-policy': [
      "default-src 'none'",
      `script-src '${code.CONSOLE_SCRIPT_HASH}'`,
      `style-src '${code.CONSOLE_STYLE_HASH}'`,
      "connect-src 'self'",
      "img-src 'self' data:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
  return response('text/html; charset=utf-8', pageText(code), headers);
}

const pageText = ({ CONSOLE_SCRIPT, CONSOLE_STYLE }: ConsoleCode): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    // Else the browser asks for a file that is not there.
    '<link rel="icon" href="data:,">',
    '<title>swfake</title>',
    `<style>${CONSOLE_STYLE}</style>`,
    '</head>',
    '<body>',
    '<div id="page"><noscript>The console needs JavaScript.</noscript></div>',
    `<script>${CONSOLE_SCRIPT}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');

/** Returns a response with a value as JSON. */
export const dataResponse = (value: object): ConsoleResponse =>
  response('application/json', `${JSON.stringify(value)}\n`, {});

function response(type: string, body: string, headers: Readonly<Record<string, string>>): ConsoleResponse {
  const common = {
    'content-type': type,
    'content-length': String(Buffer.byteLength(body)),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
  return { status: 200, headers: { ...common, ...headers }, body };
}
