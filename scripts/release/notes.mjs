/** The notes of a version: its section of CHANGELOG.md, without the heading. */
export const notesOf = (changelog, version, { unreleased = false } = {}) => {
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find((each) => each.split(/\s/, 1)[0] === version)
  if (section === undefined)
    throw new Error(`CHANGELOG.md has no section for ${version}. Write one: "## ${version} (the day)".`)
  const [heading = '', ...lines] = section.split('\n')
  if (/unreleased/i.test(heading) && !unreleased)
    throw new Error(
      `CHANGELOG.md calls ${version} unreleased. Put the day in its place, or add --unreleased.`,
    )
  const notes = lines.join('\n').trim()
  if (notes === '') throw new Error(`CHANGELOG.md says nothing of ${version}.`)
  return `${notes}\n`
}
