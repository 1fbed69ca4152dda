/** Imported first: on an older Node the storage library does not fail with an error but takes the process down. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 22)) {
  console.error(
    `Common Proposals needs Node 22.22 or newer, this is ${process.version}. Start it with "npm start", which brings its own.`,
  )
  process.exit(1)
}
