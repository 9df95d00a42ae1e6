import { describe, expect, it } from 'vitest';
import { StatementScanner } from '../../../src/cipher/scan-statements';

function statements(text: string): string[] | undefined {
  const scan = new StatementScanner(text).scan(0);
  return scan?.spans.map(({ start, end }) => text.slice(start, end));
}

describe('StatementScanner', () => {
  it('cuts at semicolons outside brackets, and after the braces of declarations and blocks', () => {
    expect(
      statements('a=function(){b;c};function d(){e}f=1;if(g){h}else{i}j=2;class k{l(){}}m=3'),
    ).toEqual([
      'a=function(){b;c}',
      'function d(){e}',
      'f=1',
      'if(g){h}else{i}',
      'j=2',
      'class k{l(){}}',
      'm=3',
    ]);
  });

  it.each([
    ['a=/[/;{]\\/;/.test(b);c=1', 2],
    ['a=b/c;d=e/f;g=1', 3],
    ['a=(b)/c;d=1/e', 2],
    ['if(a)/;{/.test(b);c=1', 2],
    ['a=function(){return/;}/g};b=1', 2],
    ['a=b[0]/2;c="}";d=\'{\';e=1', 4],
    ['a=b++/2;c=1/d', 2],
    [`a=\`x;$\{b+\`}$\{"}"}\`}{\`;c=1`, 2],
    ['a=1/*;{*/;b=2//;{\n;c=3', 3],
    ['a="\\";{";b=1', 2],
    ['a=typeof/;/;b=1', 2],
  ])('is not misled by %s', (text, count) => {
    expect(statements(text)).toHaveLength(count);
  });

  it('ends at the brace that closes around it', () => {
    const scan = new StatementScanner('(function(){a=1;b={};})();').scan(12);
    expect(scan?.end).toBe(21);
    expect(scan?.spans).toHaveLength(2);
  });

  it('says so when brackets do not match', () => {
    for (const text of ['a=function(){', 'a=(1];', 'a=[1}', '/* never closed', 'a=)']) {
      expect(statements(text), text).toBeUndefined();
    }
  });
});
