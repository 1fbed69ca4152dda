/** LibreOffice without a window, in a profile of its own, driven by one Basic macro. */
import { execFile } from 'node:child_process'
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const PROGRAM = process.env['SOFFICE'] ?? 'soffice'
const LIMIT = 120_000

export type Decision = 'accept' | 'reject' | 'keep'
export type Office = {
  /** Opens the file, decides every tracked change, and saves it in the format of a LibreOffice filter. */
  readonly decide: (file: Uint8Array, decision: Decision, format: Format) => Promise<Uint8Array>
  readonly close: () => Promise<void>
}
export type Format = keyof typeof FILTERS

const FILTERS = { docx: 'MS Word 2007 XML', txt: 'Text (encoded)', pdf: 'writer_pdf_Export' } as const

export const isInstalled = (): Promise<boolean> =>
  run(PROGRAM, ['--version']).then(
    () => true,
    () => false,
  )

export async function openOffice(): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'common-proposals-office-'))
  const profile = `-env:UserInstallation=${pathToFileURL(folder).href}`
  const start = (argument: string) => run(PROGRAM, [profile, '--headless', '--norestore', argument], { timeout: LIMIT })
  // The first start fills the profile and would write over the macro.
  await start('--terminate_after_init')
  await writeMacro(folder)
  let count = 0
  const decide = async (file: Uint8Array, decision: Decision, format: Format) => {
    const [source, target] = [join(folder, `in-${(count += 1)}.docx`), join(folder, `out-${count}.${format}`)]
    await writeFile(source, file)
    const urls = [source, target].map((path) => pathToFileURL(path).href)
    const call = `macro:///Standard.Changes.Decide("${urls.join('","')}","${FILTERS[format]}","${decision}")`
    await start(call)
    return new Uint8Array(await readFile(target))
  }
  return { decide, close: () => rm(folder, { recursive: true, force: true }) }
}

async function writeMacro(profile: string): Promise<void> {
  const library = join(profile, 'user', 'basic', 'Standard')
  await mkdir(library, { recursive: true })
  await writeFile(join(profile, 'user', 'basic', 'script.xlc'), LIBRARIES)
  await writeFile(join(library, 'script.xlb'), LIBRARY)
  await writeFile(join(library, 'Changes.xba'), MODULE)
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
const LIBRARIES = `${HEAD}
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>`
const LIBRARY = `${HEAD}
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
<library:element library:name="Changes"/>
</library:library>`
const MODULE = `${HEAD}
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">
Sub Decide(source As String, target As String, filter As String, decision As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim document As Object
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  Dim dispatcher As Object
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  If decision = "accept" Then dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:AcceptAllTrackedChanges", "", 0, Array())
  If decision = "reject" Then dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:RejectAllTrackedChanges", "", 0, Array())
  Dim saving(1) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName"
  saving(0).Value = filter
  saving(1).Name = "FilterOptions"
  saving(1).Value = "UTF8"
  document.storeToURL(target, saving())
  document.close(True)
  StarDesktop.terminate()
End Sub
</script:module>`
