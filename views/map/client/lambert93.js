// Lambert-93 (EPSG:2154), so that lengths and areas on the map are the same as everywhere else in the atlas.
// Constants: IGN, https://geodesie.ign.fr/contenu/fichiers/documentation/algorithmes/notice/NTG_71.pdf
const N = 0.725607765053267;
const C = 11754255.426096;
const X_S = 700000;
const Y_S = 12655612.049876;
const ECCENTRICITY = 0.0818191910428158;
const MERIDIAN = (3 * Math.PI) / 180;

export function toLambert93([lon, lat]) {
  const sine = Math.sin((lat * Math.PI) / 180);
  const isometric = Math.atanh(sine) - ECCENTRICITY * Math.atanh(ECCENTRICITY * sine);
  const radius = C * Math.exp(-N * isometric);
  const angle = N * ((lon * Math.PI) / 180 - MERIDIAN);
  return [X_S + radius * Math.sin(angle), Y_S - radius * Math.cos(angle)];
}

export function lengthOf(lonlats) {
  const points = lonlats.map(toLambert93);
  return points.slice(1).reduce((sum, [x, y], index) => sum + Math.hypot(x - points[index][0], y - points[index][1]), 0);
}

export function areaOf(lonlats) {
  const points = lonlats.map(toLambert93);
  const twice = points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}
