// Runs every check of this folder: node run.mjs BASE SCREENSHOTS [PART OF A NAME], with the log-ins in the environment
// (OPERATOR_EMAIL, OPERATOR_PASSWORD). The last line counts.
import { runChecks } from './check.mjs';
import './gateway.mjs';

const [base, screenshots, only] = process.argv.slice(2);
const { OPERATOR_EMAIL: email, OPERATOR_PASSWORD: password } = process.env;
if (!base || !screenshots || !email || !password) {
  console.error('node run.mjs BASE SCREENSHOTS, with OPERATOR_EMAIL and OPERATOR_PASSWORD in the environment');
  process.exit(2);
}
const green = await runChecks({ base, screenshots, only, users: { operator: { email, password } } });
process.exit(green ? 0 : 1);
