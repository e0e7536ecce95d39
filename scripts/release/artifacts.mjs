/** Of what lies in dist/, the files that people of one version and system get; dist/ may hold those of earlier ones, too. */
export const artifactsOf = (names, version, platform) => {
  const endings = { linux: 'AppImage', win: 'exe', mac: 'dmg' }
  const bill = `RealCAVE-${version}-${platform}.cdx.json`
  return names.filter(
    (name) =>
      name === bill || (name.startsWith(`RealCAVE-${version}-`) && name.endsWith(`.${endings[platform]}`)),
  )
}
