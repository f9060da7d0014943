// Makes the types of the API clients from the OpenAPI documents that the build of the REST bundles leaves behind.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import openapi, { astToString } from 'openapi-typescript';

const modules = ['identity', 'clientfile', 'linking', 'partner', 'document', 'dashboard', 'audit', 'notification', 'panel'];
const bundles = new URL('../../../', import.meta.url);
const generated = new URL('../src/api/generated/', import.meta.url);

mkdirSync(generated, { recursive: true });
for (const module of modules) {
  const document = new URL(`${module}/rest/target/classes/OSGI-INF/openapi.json`, bundles);
  if (!existsSync(document)) {
    console.error(`${document.pathname} is missing. Build it first: mvn -o install -DskipTests -pl bundles/${module}/rest -am`);
    process.exit(1);
  }
  const types = await openapi(JSON.parse(readFileSync(document, 'utf8')), { alphabetize: true });
  writeFileSync(new URL(`${module}.ts`, generated), astToString(types));
}
console.log(`API types of ${modules.length} modules`);
