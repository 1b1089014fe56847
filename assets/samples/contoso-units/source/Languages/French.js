var languages = languages || {};
languages.French = {
  own: 'Français',
  tag: 'fr',
  decimalMark: ',',
  words: {
    language: 'Langue', quantity: 'Grandeur', amount: 'Valeur', result: 'Résultat', swap: 'Inverser les unités',
    keep: 'Conserver le résultat', kept: 'Conservé dans {0}', notKept: 'Impossible de conserver le résultat : {0}',
    notANumber: 'Entrez un nombre'
  },
  quantities: {
    length: 'Longueur', area: 'Superficie', mass: 'Masse', temperature: 'Température', speed: 'Vitesse', data: 'Quantité de données'
  },
  units: {
    metre: 'mètres', kilometre: 'kilomètres', centimetre: 'centimètres', millimetre: 'millimètres', inch: 'pouces',
    foot: 'pieds', yard: 'yards', mile: 'miles', nauticalMile: 'milles marins', squareMetre: 'mètres carrés',
    hectare: 'hectares', squareKilometre: 'kilomètres carrés', squareFoot: 'pieds carrés', acre: 'acres',
    kilogram: 'kilogrammes', gram: 'grammes', tonne: 'tonnes', ounce: 'onces', pound: 'livres', kelvin: 'kelvins',
    celsius: 'degrés Celsius', fahrenheit: 'degrés Fahrenheit', metrePerSecond: 'mètres par seconde',
    kilometrePerHour: 'kilomètres par heure', milePerHour: 'miles par heure', knot: 'nœuds', byte: 'octets',
    kilobyte: 'kilooctets', megabyte: 'mégaoctets', gigabyte: 'gigaoctets', kibibyte: 'kibioctets', mebibyte: 'mébioctets',
    gibibyte: 'gibioctets'
  }
};
