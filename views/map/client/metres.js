// The legal projected systems of France, so that lengths and areas on the map are the same as everywhere else in the
// atlas. Constants of Lambert-93: IGN, https://geodesie.ign.fr/contenu/fichiers/documentation/algorithmes/notice/NTG_71.pdf;
// series of UTM: C. F. F. Karney (2011), Transverse Mercator with an accuracy of a few nanometers, equations 7 to 11, 35.

/**
 * @import { LonLat } from "./types.js"
 * @typedef {(lonlat: LonLat) => [x: number, y: number]} Projector
 */

const RADIANS = Math.PI / 180;
const ECCENTRICITY = 0.0818191910428158;

const N = 0.725607765053267;
const C = 11754255.426096;
const X_S = 700000;
const Y_S = 12655612.049876;
const MERIDIAN = 3 * RADIANS;

const SCALE = 0.9996;
const EAST = 500000;
const SOUTH = 10000000;
const THIRD = 1 / (2 * 298.257222101 - 1);
const RADIUS = (6378137 / (1 + THIRD)) * (1 + THIRD ** 2 / 4 + THIRD ** 4 / 64);
const SERIES = [
  THIRD / 2 - (2 * THIRD ** 2) / 3 + (5 * THIRD ** 3) / 16,
  (13 * THIRD ** 2) / 48 - (3 * THIRD ** 3) / 5,
  (61 * THIRD ** 3) / 240,
];

/**
 * Central meridians of the UTM zones that are legal overseas, by the first three characters of an INSEE code.
 * @type {Record<string, number>}
 */
export const OVERSEAS = { 971: -63, 972: -63, 973: -51, 974: 57, 975: -57, 976: 45, 977: -63, 978: -63 };

/**
 * Project WGS 84 degrees to metres in Lambert-93.
 * @type {Projector}
 */
export function toLambert93([lon, lat]) {
  const sine = Math.sin(lat * RADIANS);
  const isometric = Math.atanh(sine) - ECCENTRICITY * Math.atanh(ECCENTRICITY * sine);
  const radius = C * Math.exp(-N * isometric);
  const angle = N * (lon * RADIANS - MERIDIAN);
  return [X_S + radius * Math.sin(angle), Y_S - radius * Math.cos(angle)];
}

/**
 * Return what projects WGS 84 degrees to metres in a zone of UTM.
 * @param {number} meridian Its central meridian, in degrees.
 * @returns {Projector}
 */
function utm(meridian) {
  return ([lon, lat]) => {
    const sine = Math.sin(lat * RADIANS);
    const away = (lon - meridian) * RADIANS;
    const tangent = Math.sinh(Math.atanh(sine) - ECCENTRICITY * Math.atanh(ECCENTRICITY * sine));
    const north = Math.atan2(tangent, Math.cos(away));
    const east = Math.asinh(Math.sin(away) / Math.hypot(tangent, Math.cos(away)));
    let [x, y] = [east, north];
    SERIES.forEach((term, row) => {
      const times = 2 * (row + 1);
      x += term * Math.cos(times * north) * Math.sinh(times * east);
      y += term * Math.sin(times * north) * Math.cosh(times * east);
    });
    return [EAST + SCALE * RADIUS * x, (lat < 0 ? SOUTH : 0) + SCALE * RADIUS * y];
  };
}

/**
 * Return what projects WGS 84 degrees to metres in the legal system of a commune.
 * @param {string} territory Its INSEE code.
 * @returns {Projector}
 */
export function projector(territory) {
  const meridian = OVERSEAS[territory.slice(0, 3)];
  return meridian === undefined ? toLambert93 : utm(meridian);
}

/**
 * Return the length of a line in metres.
 * @param {LonLat[]} lonlats
 * @param {Projector} project
 */
export function lengthOf(lonlats, project) {
  const points = lonlats.map(project);
  return points.slice(1).reduce((sum, [x, y], row) => sum + Math.hypot(x - points[row][0], y - points[row][1]), 0);
}

/**
 * Return the area within a ring in square metres; the ring may be closed or not.
 * @param {LonLat[]} lonlats
 * @param {Projector} project
 */
export function areaOf(lonlats, project) {
  const points = lonlats.map(project);
  const twice = points.reduce((sum, [x, y], row) => {
    const [nextX, nextY] = points[(row + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}
