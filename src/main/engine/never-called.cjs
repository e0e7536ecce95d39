/** Stands in for packages that dockerode loads for what is never asked of it: electron.vite.config.ts says which and why. */
module.exports = {}
