/** Shapes of the data that the map is told, and what it adds to the browser and to Leaflet. */
import type * as Leaflet from "leaflet";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { Formats } from "../../../gis/browser/format.js";
import type { RemoteLayer } from "./layers.js";
import type { State } from "./state.js";

export type Kind = "polygon" | "line" | "point" | "mixed";
export type Status = "official" | "generalised" | "illustrative" | "own" | "published" | "no_data";
export type LonLat = [number, number];
export type Bounds = [west: number, south: number, east: number, north: number];
export type Tool = "measure" | "polygon" | "line" | "point";
/** A point of a route: degrees, then metres along it, then its height. */
export type ProfilePoint = [lon: number, lat: number, at: number, height: number];
/** Properties of a feature; null is unknown. */
export type Properties = Record<string, any>;

/** How a feature is drawn, as `gis` says it. */
export interface Style {
  stroke: string;
  fill: string;
  weight: number;
  dash: string;
  hatch: string;
  icon: string;
  opacity: number;
}

/** A line of a legend: which features it speaks of, and how they look. */
export interface LegendStyle {
  column: string;
  value: string;
  low: number | null;
  high: number | null;
  style: Style;
}

export interface LayerOptions {
  key: string;
  url: string;
  kind: Kind;
  order: number;
  minZoom: number;
  since: string;
  until: string;
  changes: string;
  looks: LegendStyle[];
}

/** What Leaflet and the map's canvas draw a feature with. */
export interface DrawnStyle extends Leaflet.PathOptions {
  color: string;
  weight: number;
  opacity: number;
  fill: boolean;
  fillColor: string;
  fillOpacity: number;
  lineCap: "round" | "butt";
  dashArray: string | undefined;
  hatch: string;
  hatchColor: string;
  striped: boolean;
  hollow: boolean;
  symbol: string;
  radius: number;
}

/** A feature on the map. */
export type AtlasPath = (Leaflet.CircleMarker | Leaflet.Polyline | Leaflet.Polygon) & {
  feature: Feature<Geometry, Properties>;
  atlas: { layer: RemoteLayer; properties: Properties; id: string };
};

export interface PopupField {
  column: string;
  text: string;
  unit: string;
}

/** Words and sources of a theme in one language; a theme without data has no source. */
export interface ThemeWords {
  title: string;
  about: string;
  status: Status;
  legend: string[];
  fields: PopupField[];
  values: Record<string, string>;
  source?: string;
  source_url?: string;
  licence?: string;
  source_date?: string;
  attribution?: string;
  /** Whether it goes beyond the commune. */
  around?: boolean;
}

/** What `/map/words` answers. */
export interface Catalogue {
  language: string;
  formats: Formats;
  words: Record<string, string>;
  statuses: Partial<Record<Status, { title: string; means: string }>>;
  bases: { key: string; title: string }[];
  groups: { key: string; title: string; themes: string[] }[];
  themes: Record<string, ThemeWords>;
  years: Record<string, string[]>;
  span: [first: number, last: number] | null;
}

/** What the page asks of the map. */
export interface MapData {
  key: string;
  src: string;
  words: string;
  prefetch: string[];
  territory: string;
  language: string;
  usual: string;
  label: string;
  bounds: Bounds | null;
  layers: string[];
  base: string;
  year: number | null;
  overlay: FeatureCollection | null;
  fit: Bounds | null;
  pick: string[];
  clicks: boolean;
  cards: boolean;
  draw: Tool[];
  profile: ProfilePoint[] | null;
  height: number;
  around: number;
  controls: boolean;
  compact: boolean;
  address: boolean;
  view: { lat: number; lon: number; zoom: number } | null;
  dark: boolean;
}

/** What the map tells the page. */
export type MapEvent = { serial: number } & MapNews;
export type MapNews =
  | { kind: "click"; lonlat: LonLat }
  | { kind: "feature"; lonlat: LonLat; layer: string; id: string }
  | { kind: "drawn"; shape: Geometry | null; lonlat?: LonLat | null };

/** What the address bar says of the map. */
export interface Address {
  lat: string;
  lon: string;
  z: number;
  layers: string;
  base: string;
  year: number | null;
}

export interface AtlasApi {
  apply(data: MapData): void;
  state: State;
  layers(): Map<string, RemoteLayer> | undefined;
}

/** What the page around the map offers to it. */
export interface AtlasHost {
  started: Map<string, Promise<Response>>;
  ready(map: AtlasApi): void;
  event(value: MapEvent): void;
  address(values: Address): void;
}

/** The element of the page that holds the frame of the map. */
export interface AtlasHostElement extends HTMLElement {
  atlasData: MapData;
  atlasMap: AtlasApi | null | undefined;
  atlasSend(event: MapEvent): void;
  moveBefore(node: Node, before: Node | null): void;
}

/** The map that comes with the first page, until the component takes it over. */
export interface Prerender {
  map: AtlasApi | null;
  address: Address | null;
  host: AtlasHost;
  take(data: MapData): HTMLIFrameElement | null;
  drop(): void;
}

/** What Folium's script made. */
export interface Atlas {
  map: Leaflet.Map;
  bases: Record<string, Leaflet.TileLayer>;
  layers: LayerOptions[];
  home: Leaflet.LatLngBounds;
}

declare global {
  interface Window {
    atlas: Atlas;
    atlasApi: AtlasApi;
    atlasKept?: Record<string, Address>;
    atlasPrerender?: Prerender;
  }
  interface HTMLIFrameElement {
    atlasHost: AtlasHost;
  }
}

declare module "leaflet" {
  interface Path {
    /** Box in pixels; set once a path is drawn. */
    _pxBounds?: Leaflet.Bounds;
    _containsPoint(point: Leaflet.Point): boolean;
  }
  interface Canvas {
    _redraw(): void;
    _redrawRequest: number | null;
    _fillStroke(ctx: CanvasRenderingContext2D, path: { options: Leaflet.PathOptions }): void;
  }
}
