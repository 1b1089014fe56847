// Units and conversion. A value in the base unit is: amount * factor + offset.
// Factors are exact by definition (international yard and pound agreement of 1959, SI, IEC 80000-13).
var quantities = {
  length: {
    metre: { symbol: 'm', factor: 1 },
    kilometre: { symbol: 'km', factor: 1000 },
    centimetre: { symbol: 'cm', factor: 0.01 },
    millimetre: { symbol: 'mm', factor: 0.001 },
    inch: { symbol: 'in', factor: 0.0254 },
    foot: { symbol: 'ft', factor: 0.3048 },
    yard: { symbol: 'yd', factor: 0.9144 },
    mile: { symbol: 'mi', factor: 1609.344 },
    nauticalMile: { symbol: 'NM', factor: 1852 }
  },
  area: {
    squareMetre: { symbol: 'm²', factor: 1 },
    hectare: { symbol: 'ha', factor: 10000 },
    squareKilometre: { symbol: 'km²', factor: 1000000 },
    squareFoot: { symbol: 'ft²', factor: 0.09290304 },
    acre: { symbol: 'ac', factor: 4046.8564224 }
  },
  mass: {
    kilogram: { symbol: 'kg', factor: 1 },
    gram: { symbol: 'g', factor: 0.001 },
    tonne: { symbol: 't', factor: 1000 },
    ounce: { symbol: 'oz', factor: 0.028349523125 },
    pound: { symbol: 'lb', factor: 0.45359237 }
  },
  temperature: {
    kelvin: { symbol: 'K', factor: 1 },
    celsius: { symbol: '°C', factor: 1, offset: 273.15 },
    fahrenheit: { symbol: '°F', factor: 5 / 9, offset: 459.67 * 5 / 9 }
  },
  speed: {
    metrePerSecond: { symbol: 'm/s', factor: 1 },
    kilometrePerHour: { symbol: 'km/h', factor: 1 / 3.6 },
    milePerHour: { symbol: 'mph', factor: 0.44704 },
    knot: { symbol: 'kn', factor: 1852 / 3600 }
  },
  data: {
    byte: { symbol: 'B', factor: 1 },
    kilobyte: { symbol: 'kB', factor: 1000 },
    megabyte: { symbol: 'MB', factor: 1000000 },
    gigabyte: { symbol: 'GB', factor: 1000000000 },
    kibibyte: { symbol: 'KiB', factor: 1024 },
    mebibyte: { symbol: 'MiB', factor: 1048576 },
    gibibyte: { symbol: 'GiB', factor: 1073741824 }
  }
};

function convert(amount, from, to) {
  var base = amount * from.factor + (from.offset || 0);
  return (base - (to.offset || 0)) / to.factor;
}

// A number as people type it, with a comma or a point for decimals; NaN for anything else.
function readAmount(text) {
  var plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? parseFloat(plain) : NaN;
}

function writeAmount(amount, digits, decimalMark) {
  return String(parseFloat(amount.toPrecision(digits))).replace('.', decimalMark);
}
