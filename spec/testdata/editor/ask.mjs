// Asks yaml-language-server what an editor asks it: reads a JSON list of
// {uri, text, position?} and prints one of {diagnostics, completion?, hover?}.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js';

const questions = JSON.parse(await text(process.stdin));
const server = spawn(process.execPath, ['node_modules/yaml-language-server/bin/yaml-language-server', '--stdio'], {
	cwd: import.meta.dirname,
	stdio: ['pipe', 'pipe', 'inherit'],
});
const editor = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
const published = new Map(); // by URI, what to do with the diagnostics
editor.onNotification('textDocument/publishDiagnostics', (p) => published.get(p.uri)?.(p.diagnostics));
editor.onRequest('workspace/configuration', (p) => p.items.map((item) => (item.section === 'yaml' ? { hover: true, completion: true, validate: true } : null)));
editor.onRequest('client/registerCapability', () => null);
editor.listen();

await editor.sendRequest('initialize', {
	processId: process.pid,
	rootUri: null,
	capabilities: {
		textDocument: {
			completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
			hover: { contentFormat: ['markdown'] },
		},
		workspace: { configuration: true },
	},
});
await editor.sendNotification('initialized', {});
const answers = [];
for (const { uri, text, position } of questions) {
	const diagnostics = new Promise((resolve) => published.set(uri, resolve));
	await editor.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
	const answer = { diagnostics: await diagnostics };
	if (position) {
		const at = { textDocument: { uri }, position };
		answer.completion = (await editor.sendRequest('textDocument/completion', at)).items;
		answer.hover = (await editor.sendRequest('textDocument/hover', at))?.contents.value ?? '';
	}
	answers.push(answer);
}
console.log(JSON.stringify(answers));
await editor.sendRequest('shutdown');
await editor.sendNotification('exit');
