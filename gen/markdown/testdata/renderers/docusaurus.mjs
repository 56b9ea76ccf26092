// Renders IN/*.md to OUT/*.html as Docusaurus does by default: MDX with its
// own plugins, in its own order.
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {evaluate} from '@mdx-js/mdx';
import {createElement} from 'react';
import * as runtime from 'react/jsx-runtime';
import {renderToStaticMarkup} from 'react-dom/server';
import directive from 'remark-directive';
import emoji from 'remark-emoji';
import frontmatter from 'remark-frontmatter';
import gfm from 'remark-gfm';

const [, , input, output] = process.argv;
const require = createRequire(import.meta.url);
const loader = path.dirname(require.resolve('@docusaurus/mdx-loader'));
const own = (name) => require(path.join(loader, 'remark', name)).default;
const remarkPlugins = [
  frontmatter, directive, [own('contentTitle'), {}], own('admonitions'),
  [own('headings'), {anchorsMaintainCase: false}], emoji, gfm, own('unusedDirectives'),
];
for (const file of fs.readdirSync(input)) {
  const source = fs.readFileSync(path.join(input, file), 'utf8');
  const page = await evaluate(source, {...runtime, remarkPlugins});
  const html = renderToStaticMarkup(createElement(page.default));
  fs.writeFileSync(path.join(output, file.replace(/md$/, 'html')), html);
}
