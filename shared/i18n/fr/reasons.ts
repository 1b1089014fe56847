/**
 * French for the `reason` params of issues. Finders give them as a few English words, and the same words may
 * explain different issues, so they stand here by themselves.
 */
const reasons: Readonly<Record<string, string>> = {
  // XML
  'element not closed': 'élément non fermé',
  'end tag without a start tag': 'balise de fin sans balise de début',
  'end tag of another element': 'balise de fin d’un autre élément',
  'more than one root element': 'plus d’un élément racine',
  'no root element': 'aucun élément racine',
  'text outside the root element': 'texte hors de l’élément racine',
  'unknown markup': 'balisage inconnu',
  'ends too early': 'finit trop tôt',
  'name not allowed': 'nom non autorisé',
  'prefix not declared': 'préfixe non déclaré',
  'namespace declaration not allowed': 'déclaration d’espace de noms non autorisée',
  'attribute given twice': 'attribut donné deux fois',
  'attribute without a value': 'attribut sans valeur',
  'attribute value without quotes': 'valeur d’attribut sans guillemets',
  'no blank between attributes': 'aucune espace entre deux attributs',
  '< in an attribute value': '< dans une valeur d’attribut',
  '& that starts no known reference': '& qui ne commence aucune référence connue',
  'character reference not allowed': 'référence de caractère non autorisée',
  'character not allowed': 'caractère non autorisé',
  ']]> in text': ']]> dans le texte',
  '-- in a comment': '-- dans un commentaire',
  'processing instruction not allowed': 'instruction de traitement non autorisée',
  'XML declaration not at the start': 'déclaration XML ailleurs qu’au début',
  'XML declaration not correct': 'déclaration XML incorrecte',
  'too long': 'trop long',
  'elements nested too deeply': 'éléments imbriqués trop profondément',
  'too many attributes': 'trop d’attributs',
  'not an encoding that is read': 'cet encodage n’est pas lu',
  'two edits change the same text': 'deux modifications changent le même texte',
  'a document has exactly one root element': 'un document a exactement un élément racine',
  'the element has child elements': 'l’élément a des éléments enfants',
  'namespace declarations are not edited': 'les déclarations d’espace de noms ne se modifient pas',
  'the prefix stands for another namespace': 'le préfixe désigne un autre espace de noms',
  // Container
  signature: 'signature',
  length: 'longueur',
  extra: 'champs supplémentaires',
  name: 'nom',
  flags: 'indicateurs',
  method: 'méthode',
  sizes: 'tailles',
  depth: 'profondeur',
  // Parts of App-V
  'another root element than Package': 'un autre élément racine que Package',
  'another root element than Metadata': 'un autre élément racine que Metadata',
  'another root element than StreamMap': 'un autre élément racine que StreamMap',
  'another root element than PackageHistory': 'un autre élément racine que PackageHistory',
  'no Identity': 'Identity manque',
  'an id is missing': 'un identificateur manque',
  'an id is no GUID': 'un identificateur n’est pas un GUID',
  'an item without Time or PackageVersion': 'un élément sans Time ou PackageVersion',
  'an Entry without Long': 'un Entry sans Long',
  // Edits
  'there is a folder of this name, not a file': 'il y a un dossier de ce nom, pas un fichier',
  'there is a file of this name, not a folder': 'il y a un fichier de ce nom, pas un dossier',
  'Root, VFS and Scripts stay as they are': 'Root, VFS et Scripts restent tels quels',
  'Scripts has no empty folders': 'Scripts n’a pas de dossiers vides',
  'a folder cannot go into itself': 'un dossier ne va pas dans lui-même',
  'only folders of the application have a mode': 'seuls les dossiers de l’application ont un mode',
  'a folder above it overrides': 'un dossier au-dessus remplace',
  'only files below Root are streamed': 'seuls les fichiers sous Root sont téléchargés par blocs',
  'the package that it comes from has this one': 'le package d’origine a celui-ci',
  'it has no next one: set identity.version': 'elle n’a pas de suivante : indiquez identity.version',
  // Projects
  'larger than a project file can be': 'plus grand qu’un fichier de projet ne peut l’être',
  'larger than a list of edits can be': 'plus grand qu’une liste de modifications ne peut l’être',
  'not UTF-8 text': 'ce n’est pas du texte UTF-8',
  'the text ends too early': 'le texte finit trop tôt',
  'more text after the value': 'du texte suit la valeur',
  'values are nested too deeply': 'valeurs imbriquées trop profondément',
  'a colon is missing': 'il manque un deux-points',
  'a comma or a closing brace is missing': 'il manque une virgule ou une accolade fermante',
  'a comma or a closing bracket is missing': 'il manque une virgule ou un crochet fermant',
  'a property name in double quotes is missing': 'il manque un nom de propriété entre guillemets droits',
  'a character that a string may not have': 'un caractère interdit dans une chaîne',
  'this is not a JSON value': 'ce n’est pas une valeur JSON',
  'this property is there twice': 'cette propriété est donnée deux fois',
  'there is no such property': 'cette propriété n’existe pas',
  'this property is missing': 'cette propriété manque',
  'this text is empty': 'ce texte est vide',
  'expected at least one': 'il en faut au moins un',
  'no path that begins with a token': 'ce chemin ne commence pas par un jeton',
  'a token that no folder of a package has': 'aucun dossier d’un package n’a ce jeton',
  'folders are nested too deeply': 'dossiers imbriqués trop profondément',
  'leads out of the package': 'mène hors du package',
  'a character that Windows forbids': 'un caractère que Windows interdit',
  'a reserved name, or a dot or blank at its end': 'un nom réservé, ou un point ou une espace à la fin',
  'too long, or a part of it is empty': 'trop long, ou une de ses parties est vide',
  'no such file in the package': 'ce fichier n’est pas dans le package',
  'a token alone is no program': 'un jeton seul n’est pas un programme',
  'the target is in the package, although the project says it is not':
    'la cible est dans le package, alors que le projet dit le contraire',
  'a shortcut must end in .lnk': 'un raccourci doit finir par .lnk',
  'an icon must be an .ico file': 'une icône doit être un fichier .ico',
  'two applications have this target': 'deux applications ont cette cible',
  'two shortcuts have this path': 'deux raccourcis ont ce chemin',
  'its record is damaged': 'leur enregistrement est endommagé',
  'another version of Packwright made the record': 'une autre version de Packwright a fait l’enregistrement',
  'another window has taken them': 'une autre fenêtre les a reprises',
  'made on another version of the package': 'elles ont été faites sur une autre version du package',
  'it is the project of another name, folder or root':
    'c’est le projet d’un autre nom, d’un autre dossier ou d’un autre chemin à jeton',
};

/** What the schema of a project expects, as it stands behind `expected` in a reason. */
const expectations: Readonly<Record<string, string>> = {
  text: 'du texte',
  'true or false': 'true ou false',
  'a list': 'une liste',
  'an object': 'un objet',
  'text without control characters': 'du texte sans caractères de contrôle',
  'text without blanks at its ends': 'du texte sans espaces aux extrémités',
  '3 to 50 letters, digits, dots and hyphens': '3 à 50 lettres, chiffres, points et traits d’union',
  'text of 1 to 8192 characters': 'un texte de 1 à 8192 caractères',
  'text that is not empty': 'un texte non vide',
  'a version of Windows such as 6.1': 'une version de Windows comme 6.1',
  'tokens such as WindowsClient_10.0_x64': 'des jetons comme WindowsClient_10.0_x64',
  'four numbers of at most 65535: 1.0.0.0': 'quatre nombres d’au plus 65535\u00a0: 1.0.0.0',
  'a GUID in lower case without braces': 'un GUID en minuscules sans accolades',
  'a time such as 2026-01-31T12:00:00Z': 'une date comme 2026-01-31T12:00:00Z',
  'a path relative to the project file, with / between folders':
    'un chemin relatif au fichier de projet, avec / entre les dossiers',
  'a path relative to the project file, or a token path':
    'un chemin relatif au fichier de projet, ou un chemin à jeton',
  'a folder below the source folder': 'un dossier situé sous le dossier source',
  'a language tag such as en-us': 'une balise de langue comme en-us',
  'text, true, false or a list of texts': 'du texte, true, false ou une liste de textes',
  'a folder such as C:\\Contoso Notes': 'un dossier comme C:\\Contoso Notes',
};

/** A reason in French; names, numbers and error codes of the system stay what they are. */
export function frenchReason(reason: string): string {
  if (Object.hasOwn(reasons, reason)) return reasons[reason] ?? reason;
  const [, list] = /^expected one of (.+)$/s.exec(reason) ?? [];
  if (list !== undefined) return `valeur attendue\u00a0: ${list}`;
  const [, expected] = /^expected (.+)$/s.exec(reason) ?? [];
  if (expected !== undefined) return `attendu\u00a0: ${expectations[expected] ?? expected}`;
  const [, limit] = /^longer than (\d+)$/.exec(reason) ?? [];
  return limit === undefined ? reason : `plus long que ${limit}`;
}
