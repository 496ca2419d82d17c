// Lambert-93 (EPSG:2154), so that lengths and areas on the map are the same as everywhere else in the atlas.
// Constants: IGN, https://geodesie.ign.fr/contenu/fichiers/documentation/algorithmes/notice/NTG_71.pdf

/**
 * @import { LonLat } from "./types.js"
 */

const N = 0.725607765053267;
const C = 11754255.426096;
const X_S = 700000;
const Y_S = 12655612.049876;
const ECCENTRICITY = 0.0818191910428158;
const MERIDIAN = (3 * Math.PI) / 180;

/**
 * Project WGS 84 degrees to metres.
 * @param {LonLat} lonlat
 * @returns {[x: number, y: number]}
 */
export function toLambert93([lon, lat]) {
  const sine = Math.sin((lat * Math.PI) / 180);
  const isometric = Math.atanh(sine) - ECCENTRICITY * Math.atanh(ECCENTRICITY * sine);
  const radius = C * Math.exp(-N * isometric);
  const angle = N * ((lon * Math.PI) / 180 - MERIDIAN);
  return [X_S + radius * Math.sin(angle), Y_S - radius * Math.cos(angle)];
}

/**
 * Return the length of a line in metres.
 * @param {LonLat[]} lonlats
 */
export function lengthOf(lonlats) {
  const points = lonlats.map(toLambert93);
  return points.slice(1).reduce((sum, [x, y], row) => sum + Math.hypot(x - points[row][0], y - points[row][1]), 0);
}

/**
 * Return the area within a ring in square metres; the ring may be closed or not.
 * @param {LonLat[]} lonlats
 */
export function areaOf(lonlats) {
  const points = lonlats.map(toLambert93);
  const twice = points.reduce((sum, [x, y], row) => {
    const [nextX, nextY] = points[(row + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}
