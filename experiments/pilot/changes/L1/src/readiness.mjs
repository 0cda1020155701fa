import { draw } from './drawing.mjs'

/** What must be true before a source is rendered comes about by itself: the project is started and the source checked. */
export function makeReady(project, source) {
  project.create()
  if (project.hasStamp(source)) return
  draw(source)
  project.stamp(source)
}
