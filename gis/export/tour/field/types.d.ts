/** What a field page knows, as `gis` writes it into the page. */
import type { Formats } from "../../../browser/format.js";

export type LonLat = [lon: number, lat: number];
export type LatLon = [lat: number, lon: number];

/** Where the group goes. Times are minutes since midnight of the day of the tour. */
export interface Goal {
  name: string;
  lonlat: LonLat;
  arrive: number;
  begin: number;
  /** Minutes on foot from the goal before, and metres. */
  walk: number;
  metres: number;
}

export interface Stop extends Goal {
  id: string;
  leave: number;
  minutes: number;
  /** Telephone number, or empty. */
  call: string;
  climb: number | null;
}

export interface StopWords {
  tell: string;
  theme: string;
  facts: [name: string, value: string][];
  figures: string[][];
  cues: string[];
}

/** Everything in one language. */
export interface Told {
  title: string;
  place: string;
  day: string;
  stops: StopWords[];
  words: Record<string, string>;
  home: { title: string; cues: string[] } | null;
  formats: Formats;
  headings: string[];
  safety: string[];
  notice: string;
  sources: string[];
}

export interface FieldLayer {
  kind: "line" | "area";
  stroke: string;
  fill: string;
  weight: number;
  dash: string;
  closed: boolean;
  shapes: LatLon[][];
}

export interface Tour {
  id: string;
  lang: string;
  day: string;
  start: number;
  end: number;
  /** Number of the stop before it, then from when to when. */
  lunch: [after: number, from: number, to: number] | null;
  sunset: string;
  /** Time zone of the IANA in which all its times are. */
  zone: string;
  stops: Stop[];
  home: Goal | null;
  legs: LonLat[][];
  /** How many stops come before the first leg. */
  offset: number;
  layers: FieldLayer[];
  told: Record<string, Told>;
}

/** How far the group has come; minutes are null while something has not happened. */
export interface Progress {
  at: number;
  arrived: number | null;
  left: number | null;
  over: number | null;
  lang: string;
}

export interface Position {
  lat: number;
  lon: number;
  accuracy: number;
}
