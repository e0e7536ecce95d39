import {
  BookOpenText,
  ChartNoAxesGantt,
  ClipboardCheck,
  Footprints,
  GitCommitVertical,
  GraduationCap,
  Logs,
  Network,
  Server,
  Table2,
  Waypoints,
  type LucideIcon,
} from 'lucide-react'
import type { ViewName } from './route'

export const icons: Readonly<Record<ViewName, LucideIcon>> = {
  services: Server,
  logs: Logs,
  requests: Network,
  doctor: ClipboardCheck,
  annotations: Table2,
  history: ChartNoAxesGantt,
  versions: GitCommitVertical,
  segmentation: Waypoints,
  cheatsheet: BookOpenText,
  lessons: GraduationCap,
  welcome: Footprints,
}
