import { NOT_CHECKED, Refusal } from './exit-codes.mjs'

/** What must be true before a source is rendered: the project exists and this very content was checked. */
export function makeReady(project, source) {
  project.mustExist()
  if (!project.hasStamp(source)) {
    throw new Refusal(NOT_CHECKED, [`${source.name} is not checked in its present form; first run: diagram check ${source.name}`])
  }
}
