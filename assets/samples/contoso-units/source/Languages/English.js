var languages = languages || {};
languages.English = {
  own: 'English',
  tag: 'en',
  decimalMark: '.',
  words: {
    language: 'Language', quantity: 'Quantity', amount: 'Amount', result: 'Result', swap: 'Swap units',
    keep: 'Keep result', kept: 'Kept in {0}', notKept: 'The result could not be kept: {0}', notANumber: 'Enter a number'
  },
  quantities: { length: 'Length', area: 'Area', mass: 'Mass', temperature: 'Temperature', speed: 'Speed', data: 'Amount of data' },
  units: {
    metre: 'metres', kilometre: 'kilometres', centimetre: 'centimetres', millimetre: 'millimetres', inch: 'inches',
    foot: 'feet', yard: 'yards', mile: 'miles', nauticalMile: 'nautical miles', squareMetre: 'square metres',
    hectare: 'hectares', squareKilometre: 'square kilometres', squareFoot: 'square feet', acre: 'acres',
    kilogram: 'kilograms', gram: 'grams', tonne: 'tonnes', ounce: 'ounces', pound: 'pounds', kelvin: 'kelvins',
    celsius: 'degrees Celsius', fahrenheit: 'degrees Fahrenheit', metrePerSecond: 'metres per second',
    kilometrePerHour: 'kilometres per hour', milePerHour: 'miles per hour', knot: 'knots', byte: 'bytes',
    kilobyte: 'kilobytes', megabyte: 'megabytes', gigabyte: 'gigabytes', kibibyte: 'kibibytes', mebibyte: 'mebibytes',
    gibibyte: 'gibibytes'
  }
};
