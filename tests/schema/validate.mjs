// Validates CVs against the schema that the program prints, and holds that the two agree.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [program, packages] = process.argv.slice(2);
const require = createRequire(resolve(packages) + '/');
const Ajv2020 = require('ajv/dist/2020').default;
const YAML = require('yaml');

// As editors read a CV: !tex is known to be text.
const yaml = {
    version: '1.2',
    schema: 'core',
    customTags: [{ tag: '!tex', resolve: (text) => text }],
};

let passed = 0, failed = 0;

function result(name, problem) {
    console.log(problem ? `not ok - ${name}: ${problem}` : `ok - ${name}`);
    problem ? failed++ : passed++;
}

/* Whether the program takes the text as a native CV without a word. */
function isClean(text) {
    return spawnSync(program, ['check', '--strict', '-q', '--from', 'native', '-'], { input: text }).status === 0;
}

const schema = JSON.parse(execFileSync(program, ['schema']));
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false,
    keywords: ['markdownDescription'] });
result('the schema is valid by its meta-schema',
    ajv.validateSchema(schema) ? null : ajv.errorsText());
const validate = ajv.compile(schema);

function problemOf(value) {
    return validate(value) ? null : ajv.errorsText(validate.errors.slice(0, 3));
}

// Files: what the program takes without a warning must validate.
for (const folder of ['examples', 'tests/cases', 'templates']) {
    for (const entry of existsSync(folder) ? readdirSync(folder).sort() : []) {
        const inner = join(folder, entry, 'cv.yaml');
        const file = existsSync(inner) ? inner : join(folder, entry);
        if (!file.endsWith('.yaml'))
            continue;
        const text = readFileSync(file, 'utf8');
        const mustValidate = folder !== 'tests/cases' || isClean(text);
        if (mustValidate)
            result(file, problemOf(YAML.parse(text, yaml)));
    }
}

// Mistakes must not, unless the file begins by saying that a schema cannot tell.
for (const entry of existsSync('tests/invalid') ? readdirSync('tests/invalid').sort() : []) {
    const file = join('tests/invalid', entry);
    const expected = file.replace(/\.yaml$/, '.expect');
    if (!file.endsWith('.yaml') || !existsSync(expected))
        continue;
    const codes = /^\d.*\[(unknown-key|wrong-type|bad-choice|missing-key)\]/m;
    if (!codes.test(readFileSync(expected, 'utf8')))
        continue;
    const text = readFileSync(file, 'utf8');
    if (text.startsWith('# A schema cannot tell'))
        continue;
    const value = YAML.parse(text, yaml);
    result(file, validate(value) ? 'the schema does not mind' : null);
}

// Small CVs, each named by the comment before it; program and schema must be of one mind.
function snippets(file) {
    return readFileSync(file, 'utf8').split(/^---\n/m).map((text) => {
        const name = text.match(/^# (.*)/)?.[1] ?? text;
        return { name, text, value: YAML.parse(text, yaml) };
    });
}

for (const { name, text, value } of snippets('tests/schema/accepted.yaml'))
    result(`accepted: ${name}`, isClean(text) ? problemOf(value) : 'the program complains');

for (const { name, text, value } of snippets('tests/schema/rejected.yaml')) {
    const problem = isClean(text) ? 'the program does not mind'
        : validate(value) ? 'the schema does not mind' : null;
    result(`rejected: ${name}`, problem);
}

// What the tables give as examples and defaults is valid where it stands.
function checkExamples(node, path) {
    for (const [key, value] of Object.entries(node.properties ?? {})) {
        const pointer = `${path}/properties/${key}`;
        const check = ajv.compile({ $ref: `${schema.$id}#${pointer}` });
        const texts = [...(value.examples ?? []), ...('default' in value ? [value.default] : [])];
        const bad = texts.find((text) => !check(text));
        result(`example of ${pointer}`, bad === undefined ? null : JSON.stringify(bad));
    }
}
checkExamples(schema, '');
for (const [name, definition] of Object.entries(schema.$defs))
    checkExamples(definition, `/$defs/${name}`);

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
