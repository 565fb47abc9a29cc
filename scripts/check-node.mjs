/**
 * Runs before `npm start` and `npm test` in whatever Node.js is there, so it keeps to old JavaScript. npm puts the
 * project's own Node.js (the package `node`) first on the path; when that is missing, the install was incomplete.
 */
const wanted = 24;
const found = process.versions.node;

if (Number(found.split('.')[0]) < wanted) {
  console.error(`Sauda runs on Node.js ${wanted}; this is ${found} at ${process.execPath}.`);
  console.error('npm install brings the right one: run "npm install" again, without --omit, --ignore-scripts or');
  console.error(`--no-optional, and start with "npm start" or "npm test". Or install Node.js ${wanted} yourself.`);
  process.exit(1);
}
