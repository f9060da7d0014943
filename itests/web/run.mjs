// Runs every check of this folder: node run.mjs BASE SCREENSHOTS [PART OF A NAME …], with the log-ins in the environment
// (OPERATOR_EMAIL, OPERATOR_PASSWORD, HOLDER_EMAIL, HOLDER_PASSWORD), as demo.env has them. With PANELS, AWAY and
// DEPLOY also those of panels.mjs and away.mjs. The last line counts.
import { runChecks } from './check.mjs';
import './pages.mjs';
import './gateway.mjs';
import './gateway-pages.mjs';
import './platform.mjs';
import './accessible.mjs';
import './panels.mjs';
import './away.mjs';
import './firefox.mjs';
import './grid.mjs';

const [base, screenshots, ...only] = process.argv.slice(2);
/** @param name of the variables in the environment, such as OPERATOR */
const user = (name) => ({ email: process.env[`${name}_EMAIL`], password: process.env[`${name}_PASSWORD`] });
const users = { operator: user('OPERATOR'), holder: user('HOLDER') };
if (!base || !screenshots || Object.values(users).some((one) => !one.email || !one.password)) {
  console.error('node run.mjs BASE SCREENSHOTS, with the log-ins of an operator and a holder in the environment');
  process.exit(2);
}
const green = await runChecks({ base, screenshots, only, users });
process.exit(green ? 0 : 1);
