import type { IssueCode } from '../../base/issue-codes.ts';
import type { IssueText } from '../issue-text.ts';

const notAPackage =
  'Rien ne peut y être lu. Vérifiez qu’il s’agit bien du fichier voulu, puis copiez-le ou téléchargez-le à nouveau.';
const damaged =
  'Le package a été endommagé après son écriture, ou l’outil qui l’a écrit était défectueux. Prenez une copie saine ou générez-le à nouveau.';
const refused =
  'D’après les règles documentées, un client refuse le package. Générez-le à nouveau avec un outil qui les respecte, par exemple Packwright.';
const dangerous = 'Un tel package a été fabriqué à la main ou dans l’intention de nuire. Ne le publiez pas.';
const hive = 'Sans elle, le package n’a pas de Registre virtuel. Séquencez ou générez le package à nouveau.';

/** Les mots de chaque problème en français, avec les termes de l’interface française de Microsoft. */
export const issueTexts = {
  'ZIP-EMPTY': { message: 'Le fichier est vide.', meaning: notAPackage },
  'ZIP-NOT-ZIP': {
    message: 'Le fichier n’est pas un package : il n’a pas de répertoire ZIP à la fin[[ ({{reason}})]].',
    meaning: notAPackage,
  },
  'ZIP-TRUNCATED': {
    message:
      '[[{{name}} se trouve au-delà de la fin du fichier. ]]Le fichier est tronqué[[ : il faut {{expected}} octets, il y en a {{actual}}]].',
    meaning: 'La copie ou le téléchargement ne s’est pas terminé. Copiez le package à nouveau.',
  },
  'ZIP-TAIL': {
    message: 'Les enregistrements à la fin du fichier sont endommagés ou se contredisent[[ : {{reason}}]].',
    meaning: damaged,
  },
  'ZIP-MULTI-DISK': {
    message: 'L’archive indique qu’elle est répartie sur plusieurs fichiers.',
    meaning: 'Un package est toujours un seul fichier. Générez-le à nouveau.',
  },
  'ZIP-COMMENT': {
    message:
      'Des octets suivent l’enregistrement de fin de l’archive, ou elle porte un commentaire[[ ({{actual}} octets)]].',
    meaning: refused,
  },
  'ZIP-ENTRY-COMMENT': { message: 'Une entrée de l’archive porte un commentaire.', meaning: refused },
  'ZIP-DIRECTORY': {
    message:
      'Le répertoire central de l’archive est endommagé[[ : {{reason}}]][[ (attendu {{expected}}, trouvé {{actual}})]].',
    meaning: damaged,
  },
  'ZIP-FLAGS': {
    message: 'L’entrée porte des indicateurs généraux interdits dans un package[[ ({{actual}})]].',
    meaning: `Les entrées chiffrées et certaines formes particulières de ZIP ne sont pas permises dans un package. ${refused}`,
  },
  'ZIP-METHOD': {
    message: 'L’entrée n’est ni stockée telle quelle ni compressée par deflate[[ (méthode {{actual}})]].',
    meaning: refused,
  },
  'ZIP-VERSION': {
    message: 'L’en-tête local demande une version de ZIP autre que 2.0 et 4.5[[ ({{actual}})]].',
    meaning: refused,
  },
  'ZIP-ZIP64': {
    message:
      'Les champs Zip64 de l’entrée manquent, sont endommagés ou contredisent son en-tête[[ : {{reason}}]].',
    meaning: damaged,
  },
  'ZIP-LOCAL-HEADER': {
    message:
      'L’en-tête local de l’entrée manque ou ne concorde pas avec le répertoire central[[ : {{reason}}]][[ (attendu {{expected}}, trouvé {{actual}})]].',
    meaning: damaged,
  },
  'ZIP-DESCRIPTOR': {
    message:
      'Le descripteur de données qui suit l’entrée manque ou est faux[[ : {{reason}}]][[ (attendu {{expected}}, trouvé {{actual}})]].',
    meaning: damaged,
  },
  'ZIP-OVERLAP': {
    message: 'L’entrée partage des octets avec une autre[[, {{other}}]].',
    meaning: dangerous,
  },
  'ZIP-GAP': {
    message: 'Des octets du fichier n’appartiennent à aucune entrée[[ ({{actual}} octets)]].',
    meaning: `Aucun hachage ne les couvre. ${refused}`,
  },
  'ZIP-CRC': {
    message:
      'Les données n’ont pas la somme CRC-32 que l’archive indique[[ (attendu {{expected}}, trouvé {{actual}})]].',
    meaning: damaged,
  },
  'ZIP-SIZE': {
    message:
      'Les données n’ont pas la longueur que l’archive indique[[ (attendu {{expected}} octets, trouvé {{actual}})]].',
    meaning: damaged,
  },
  'ZIP-DEFLATE': {
    message: 'Les données compressées sont endommagées et ne peuvent pas être décompressées.',
    meaning: damaged,
  },
  'ZIP-BOMB-RATIO': {
    message:
      'L’entrée prétend contenir plus que ses octets compressés ne le permettent[[ ({{actual}} octets pour {{expected}})]][[ ; la limite est de {{limit}} pour 1]].',
    meaning: dangerous,
  },
  'ZIP-BOMB-TOTAL': {
    message:
      'Le package prétend contenir plus d’octets que Packwright n’en accepte[[ ({{actual}})]][[ ; la limite est de {{limit}} octets]].',
    meaning: dangerous,
  },
  'ZIP-ENTRY-LIMIT': {
    message:
      'Le package a plus d’entrées que Packwright n’en accepte[[ ({{actual}})]][[ ; la limite est de {{limit}}]].',
  },
  'ZIP-DUPLICATE': {
    message: 'Deux entrées portent ce nom.',
    meaning: `Un lecteur prend l’une ou l’autre au hasard. ${refused}`,
  },
  'ZIP-DIRECTORY-ENTRY': {
    message: 'L’entrée est un dossier.',
    meaning: `Un package note ses dossiers vides dans FilesystemMetadata.xml, jamais comme entrées. ${refused}`,
  },

  'OPC-NAME-SLIP': {
    message:
      'Le nom mène hors du package : il est absolu, a une lettre de lecteur ou remonte par « .. »[[ ({{name}})]].',
    meaning: dangerous,
  },
  'OPC-NAME-ENCODING': {
    message:
      'Le nom de l’entrée n’a pas le codage pourcent qu’un package demande[[ : {{actual}}]][[ devrait être {{expected}}]].',
    meaning: 'Un lecteur qui suit les règles ne trouve pas ce fichier. Générez le package à nouveau.',
  },
  'OPC-NAME-CHARACTER': {
    message: 'Le nom contient un caractère que Windows n’autorise pas[[ : {{name}}]].',
    meaning: 'Le fichier ne peut pas exister sur un client. Renommez-le et générez à nouveau.',
  },
  'OPC-NAME-RESERVED': {
    message: 'Le nom est réservé dans Windows ou dans les packages[[ : {{name}}]][[ ({{reason}})]].',
    meaning:
      'Les noms de périphérique comme CON, les noms finissant par un point ou une espace et ceux qui commencent par xn-- ne peuvent pas être empaquetés. Renommez le fichier.',
  },
  'OPC-NAME-LENGTH': {
    message:
      'Un nom est trop long, ou une de ses parties est vide[[ : {{name}}]][[ ; la limite est de {{limit}} caractères]].',
    meaning: 'Raccourcissez les noms des dossiers ou du fichier.',
  },
  'OPC-NAME-CASE': {
    message: 'Deux noms ne diffèrent que par les majuscules et minuscules[[ : {{other}}]].',
    meaning: 'Windows y voit un seul fichier ; l’un des deux est donc perdu sur un client.',
  },
  'OPC-NAME-FOLDER': {
    message: 'Un fichier porte le nom du dossier d’un autre[[ : {{other}}]].',
    meaning: 'Les deux ne peuvent pas exister sur un client.',
  },
  'OPC-PART-MISSING': {
    message: 'Il manque une partie que tout package possède[[ : {{name}}]].',
    meaning:
      'Sans elle, un client ne peut pas ajouter le package. Générez ou séquencez le package à nouveau.',
  },
  'OPC-PART-UNEXPECTED': {
    message: 'Les packages App-V n’ont pas cette partie[[ : {{name}}]].',
    meaning: 'Les clients devraient l’ignorer ; un autre outil l’a peut-être laissée.',
  },
  'OPC-BLOCKMAP-INVALID': {
    message: 'AppxBlockMap.xml ne suit pas son schéma[[ à {{name}}]][[ : {{reason}}]].',
    meaning: refused,
  },
  'OPC-BLOCKMAP-HASH-METHOD': {
    message: 'La carte de blocs emploie une méthode de hachage autre que SHA-256[[ ({{actual}})]].',
    meaning: 'Packwright ne peut pas contrôler ses blocs, et aucun package App-V de ce genre n’est connu.',
  },
  'OPC-BLOCKMAP-EMPTY': { message: 'La carte de blocs ne cite aucun fichier.', meaning: refused },
  'OPC-BLOCKMAP-DUPLICATE': {
    message: 'La carte de blocs cite ce fichier deux fois[[ : {{name}}]].',
    meaning: refused,
  },
  'OPC-BLOCKMAP-FOOTPRINT': {
    message: 'La carte de blocs cite une partie qu’elle ne doit pas citer[[ : {{name}}]].',
    meaning: refused,
  },
  'OPC-BLOCKMAP-ORDER': {
    message:
      'La carte de blocs ne cite pas les fichiers dans l’ordre où ils sont stockés[[ (attendu {{expected}}, trouvé {{name}})]].',
    meaning:
      'Tous les packages vus jusqu’ici gardent un même ordre. Un client l’accepte peut-être ; pour en être sûr, générez à nouveau.',
  },
  'OPC-NOT-IN-BLOCKMAP': {
    message: 'Le fichier est dans le package mais pas dans sa carte de blocs.',
    meaning: `Aucun hachage ne le protège. ${refused}`,
  },
  'OPC-NOT-IN-ZIP': {
    message: 'La carte de blocs cite un fichier que le package n’a pas[[ : {{name}}]].',
    meaning: refused,
  },
  'OPC-FILE-SIZE': {
    message:
      'File@Size de la carte de blocs n’est pas la taille du fichier[[ (carte {{actual}}, fichier {{expected}})]].',
    meaning: refused,
  },
  'OPC-LFH-SIZE': {
    message:
      'File@LfhSize de la carte de blocs n’est pas la taille de l’en-tête local[[ (carte {{actual}}, en-tête {{expected}})]].',
    meaning: 'Un client qui diffuse le package en continu cherche ses blocs au mauvais endroit.',
  },
  'OPC-BLOCK-COUNT': {
    message:
      'Le nombre de blocs ne correspond pas à la taille du fichier[[ (attendu {{expected}}, trouvé {{actual}})]].',
    meaning: refused,
  },
  'OPC-BLOCK-HASH': {
    message:
      'Les octets de ce bloc n’ont pas le hachage que la carte de blocs indique[[ (attendu {{expected}}, trouvé {{actual}})]].',
    meaning: `Un client refuse le bloc quand il le lit ; l’application échoue à cet endroit. ${damaged}`,
  },
  'OPC-BLOCK-SIZE': {
    message: 'Block@Size n’est pas l’endroit où ce bloc finit[[ (carte {{actual}}, données {{expected}})]].',
    meaning:
      'Un client qui diffuse le package en continu lit de mauvais octets pour ce bloc et pour ceux qui le suivent.',
  },
  'OPC-BLOCK-SIZE-ON-STORED': {
    message: 'Le fichier est stocké sans compression, mais ses blocs ont un Block@Size.',
    meaning: refused,
  },
  'OPC-BLOCK-SIZE-MISSING': {
    message: 'Le fichier est compressé, mais un bloc n’a pas de Block@Size.',
    meaning: 'Un client qui diffuse le package en continu ne peut pas trouver ses blocs.',
  },
  'OPC-BLOCK-SUM': {
    message:
      'La somme des tailles des blocs n’est pas la taille compressée du fichier[[ (blocs {{actual}}, fichier {{expected}})]].',
    meaning: refused,
  },
  'OPC-BLOCK-NOT-ISOLATED': {
    message: 'Le bloc ne peut pas être décompressé sans les blocs qui le précèdent.',
    meaning:
      'Un client qui diffuse le package en continu ne peut pas employer ce bloc seul. Le package vient d’un outil ZIP ordinaire ; générez-le à nouveau.',
  },
  'OPC-CONTENT-TYPES-INVALID': {
    message: '[Content_Types].xml ne suit pas son schéma[[ à {{name}}]][[ : {{reason}}]].',
    meaning: refused,
  },
  'OPC-CONTENT-TYPE-MISSING': {
    message: '[Content_Types].xml ne donne aucun type de contenu pour cette partie.',
    meaning:
      'D’après les règles d’empaquetage, cette partie n’appartient pas au package. Générez-le à nouveau.',
  },
  'OPC-CONTENT-TYPE-WRONG': {
    message:
      '[Content_Types].xml donne à cette partie un mauvais type de contenu[[ (attendu {{expected}}, trouvé {{actual}})]].',
    meaning: refused,
  },

  'XML-ENCODING': {
    message:
      'Le texte n’est pas dans l’encodage qu’il annonce, ou Packwright ne lit pas cet encodage[[ ({{actual}})]][[ : {{reason}}]].',
    meaning: 'Enregistrez le fichier en UTF-8 ou en UTF-16.',
  },
  'XML-DOCTYPE': {
    message: 'Le document contient une déclaration de type de document (DOCTYPE).',
    meaning:
      'Packwright la refuse, car elle peut faire entrer d’autres fichiers. Aucun package n’en a besoin ; supprimez-la.',
  },
  'XML-MALFORMED': {
    message: 'Le document n’est pas du XML bien formé[[ : {{reason}}]][[ ({{name}})]].',
    meaning: damaged,
  },
  'XML-LIMIT': {
    message:
      'Le document est plus grand ou plus profond que Packwright n’en accepte[[ : {{reason}}]][[ (limite {{limit}})]].',
  },
  'XML-CONTENT': {
    message: 'XML ne peut pas contenir ce nom ou ce texte[[ : {{reason}}]][[ ({{name}})]].',
  },
  'XML-EDIT': {
    message:
      'Cette modification ne convient pas au document ou à une autre modification[[ : {{reason}}]][[ ({{name}})]].',
  },

  'MAN-NOT-APPV': {
    message: 'C’est un package AppX ou MSIX, pas un package App-V.',
    meaning:
      'Son conteneur est contrôlé tout de même. Il n’a pas d’identité App-V ; un client App-V ne peut donc pas l’ajouter.',
  },
  'MAN-INVALID': {
    message: 'AppxManifest.xml n’a pas ce qu’un manifeste doit avoir[[ : {{reason}}]][[ ({{name}})]].',
    meaning:
      'Un client ne peut pas ajouter le package. Corrigez le manifeste ou séquencez le package à nouveau.',
  },
  'FSM-INVALID': {
    message: 'FilesystemMetadata.xml n’a pas sa forme documentée[[ : {{reason}}]].',
    meaning:
      'Un client risque de ne pas montrer les dossiers et les noms courts tels qu’ils ont été séquencés.',
  },
  'STR-INVALID': {
    message: 'StreamMap.xml n’a pas sa forme documentée[[ : {{reason}}]].',
    meaning: 'Un client risque de diffuser le package dans un autre ordre que prévu.',
  },
  'HIS-INVALID': {
    message: 'PackageHistory.xml n’a pas sa forme documentée[[ : {{reason}}]].',
    meaning: 'On ne sait plus qui a fait le package et quand ; le package lui-même n’en souffre pas.',
  },
  'REG-INVALID': {
    message: 'Registry.dat n’est pas une ruche du Registre[[ : {{reason}}]].',
    meaning: hive,
  },
  'REG-NAME': {
    message: 'Une clé du Registre a un nom impossible[[ : {{name}}]][[ ({{reason}})]].',
  },
  'REG-LIMIT': {
    message:
      'Ce qui doit aller dans Registry.dat dépasse ce que Windows accepte[[ : {{name}}]][[ ({{reason}})]][[ ; la limite est de {{limit}}]].',
  },

  'PRJ-NOT-JSON': {
    message: 'Le fichier de projet n’est pas du JSON[[ : {{reason}}]].',
    meaning: 'Corrigez le fichier à l’endroit indiqué ; un éditeur qui connaît JSON le montre.',
  },
  'PRJ-INVALID': {
    message: 'Le fichier de projet ne suit pas son schéma[[ à {{path}}]][[ : {{reason}}]].',
    meaning: 'Le schéma est assets/schemas/package.schema.json.',
  },
  'PRJ-SOURCE-MISSING': {
    message: 'Un dossier ou un fichier que le projet nomme n’est pas là[[ : {{path}}]].',
    meaning: 'Les chemins d’un fichier de projet partent du dossier de ce fichier.',
  },
  'PRJ-SOURCE-EMPTY': {
    message: 'Il n’y a rien à mettre dans le package[[ : {{path}} est vide ou entièrement exclu]].',
  },
  'PRJ-SOURCE-LIMIT': {
    message: 'La source a plus de fichiers que Packwright n’en accepte[[ ; la limite est de {{limit}}]].',
  },
  'PRJ-SOURCE-ROOT': {
    message: 'Ce n’est pas un chemin qui commence par un jeton App-V[[ : {{name}}]][[ ({{reason}})]].',
    meaning: 'Écrivez-le comme [{ProgramFilesX64}]\\Contoso\\Notes.',
  },
  'PRJ-FILE-TWICE': {
    message: 'Deux sources donnent le même fichier[[ : {{name}}]][[ et {{other}}]].',
    meaning:
      'Windows confond les noms qui ne diffèrent que par les majuscules et minuscules. Excluez l’un des deux.',
  },
  'PRJ-NAME': {
    message: 'Windows n’autorise pas ce nom de fichier[[ : {{name}}]][[ ({{reason}})]].',
    meaning: 'Renommez le fichier ou excluez-le.',
  },
  'PRJ-LINK': {
    message: 'La source contient un lien symbolique, une jonction ou un fichier spécial[[ : {{path}}]].',
    meaning:
      'Il pourrait mener hors de la source ; il n’est donc ni suivi ni empaqueté. Excluez-le ou mettez le fichier lui-même à sa place.',
  },
  'PRJ-TARGET-IN-SOURCE': {
    message: 'Le package serait écrit dans le dossier dont il est fait[[ : {{path}}]].',
    meaning: 'La génération suivante empaquetterait le package. Choisissez un autre endroit avec -o.',
  },
  'PRJ-FEATURE-BLOCK': {
    message:
      'Le bloc de publication nomme un fichier qui n’est pas dans le package[[ : {{name}}]][[ (dans {{path}})]].',
    meaning:
      'Un client ne pourrait pas le chercher en publiant le package. Corrigez le chemin, ou ajoutez le fichier.',
  },
  'PRJ-APPLICATION': {
    message:
      'Une application désigne un fichier qui n’est pas dans le package[[ : {{name}}]][[ ({{reason}})]].',
    meaning: 'Son raccourci ne démarrerait rien. Corrigez la cible ou ajoutez le fichier.',
  },

  'EDT-INVALID': {
    message: 'La modification ne suit pas le schéma des modifications[[ à {{path}}]][[ : {{reason}}]].',
    meaning: 'Rien n’a changé. packwright edit --schema affiche le schéma.',
  },
  'EDT-VALUE': {
    message: 'Cette valeur n’est pas possible[[ pour {{name}}]][[ : {{actual}}]][[ ({{reason}})]].',
    meaning: 'Rien n’a changé.',
  },
  'EDT-NOT-APPV': {
    message: 'Seul un package App-V a cela[[ : {{name}}]].',
    meaning:
      'C’est un package AppX ou MSIX. Ses propriétés se modifient et s’enregistrent comme la même version, pas ses fichiers ni ses identifiants.',
  },
  'EDT-PART-MISSING': {
    message: 'Le package n’a pas ce fichier ou ce dossier[[ : {{name}}]][[ ({{reason}})]].',
    meaning: 'Rien n’a changé. Les noms commencent par Root/ ou Scripts/.',
  },
  'EDT-PART-EXISTS': {
    message: 'Le package a déjà un fichier ou un dossier de ce nom[[ : {{name}}]][[ ({{other}})]].',
    meaning: 'Windows ne distingue pas les noms qui ne diffèrent que par la casse. Rien n’a changé.',
  },
  'EDT-PART-PLACE': {
    message: 'Cet endroit ne se modifie pas[[ : {{name}}]][[ ({{reason}})]].',
    meaning:
      'On modifie les fichiers et les dossiers sous Root et Scripts. Les autres parties décrivent le package et suivent d’elles-mêmes.',
  },
  'EDT-BRANCH-NAME': {
    message: 'Une branche a besoin de son propre nom d’affichage.',
    meaning: 'Un client ne distingue pas deux packages de même nom. Indiquez properties.displayName.',
  },
  'EDT-TARGET': {
    message: 'La cible est un fichier dont le package est fait[[ : {{path}}]].',
    meaning:
      'Un package n’est jamais écrasé par ses propres modifications, pour qu’il reste là si elles sont fausses. Nommez un autre fichier.',
  },
  'EDT-DAMAGED': {
    message: 'Le package est endommagé et l’enregistrer garderait les dégâts[[ : {{reason}}]].',
    meaning:
      'Rien n’a été écrit. packwright verify dit les dégâts, packwright repair répare ce qui peut l’être.',
  },
  'EDT-NOT-REPAIRABLE': {
    message: 'Cela ne se répare pas[[ : {{reason}}]].',
    meaning:
      'Les octets eux-mêmes sont perdus ou douteux. Reprenez le package là où il est intact, ou construisez-le de nouveau.',
  },
  'EDT-STALE': {
    message: 'Le document a changé entre-temps.',
    meaning: 'Rien n’a changé. Regardez son état actuel et recommencez.',
  },
  'EDT-CHANGED-ON-DISK': {
    message: 'Un autre programme a modifié le package depuis son ouverture[[ : {{path}}]].',
    meaning:
      'Rien n’a été écrit. Ouvrez-le de nouveau ; les modifications non enregistrées ne valent que pour l’ancienne version.',
  },
  'EDT-JOURNAL': {
    message: 'Les modifications non enregistrées ne peuvent pas être reprises[[ : {{reason}}]].',
    meaning:
      'Elles portaient sur une autre version du package, ou leur trace est endommagée. Le package est tel qu’il était.',
  },
  'EDT-SIGNATURE': {
    message: 'La signature du package ne correspond pas à ce qui a été enregistré.',
    meaning:
      'Elle est gardée telle quelle. Signez de nouveau le package, sinon ce qui vérifie les signatures le refuse.',
  },
  'EDT-NETWORK': {
    message: 'Le package est sur un réseau[[ : {{path}}]].',
    meaning:
      'Des clients peuvent être en train de lire ce fichier. Donnez à chaque version son propre nom de fichier.',
  },
  'EDT-STREAMING-RANGES': {
    message: 'StreamMap.xml nommait des plages du fichier remplacé ; il nomme maintenant le fichier entier.',
    meaning:
      'Ces plages étaient celles des anciens octets. Les clients téléchargent tout le fichier avec son bloc.',
  },
  'IO-NOT-FOUND': { message: 'Fichier ou dossier introuvable[[ : {{path}}]].' },
  'IO-NOT-A-FILE': { message: 'C’est un dossier ou un périphérique, or il faut un fichier[[ : {{path}}]].' },
  'IO-NOT-A-FOLDER': { message: 'C’est un fichier, or il faut un dossier[[ : {{path}}]].' },
  'IO-DENIED': {
    message: 'Accès refusé[[ : {{path}}]].',
    meaning: 'Vérifiez les autorisations du fichier et de son dossier.',
  },
  'IO-FULL': {
    message: 'Il n’y a plus d’espace sur la cible[[ : {{path}}]].',
    meaning: 'Ce qui existait avant est intact. Libérez de l’espace et réessayez.',
  },
  'IO-EXISTS': {
    message: 'Cela existe déjà et n’est pas remplacé[[ : {{path}}]][[ ({{reason}})]].',
    meaning:
      'Choisissez un autre nom ou déplacez-le d’abord ; en ligne de commande, edit et repair le remplacent avec --overwrite. Un fichier de projet contient le PackageId : gardez-le.',
  },
  'IO-CHANGED': {
    message: 'Le fichier a changé ou disparu pendant sa lecture[[ : {{path}}]].',
    meaning: 'Rien n’a été écrit. Réessayez quand personne n’y travaille.',
  },
  'IO-READ': { message: 'La lecture a échoué[[ : {{path}}]][[ ({{reason}})]].' },
  'IO-WRITE': {
    message: 'L’écriture a échoué[[ : {{path}}]][[ ({{reason}})]].',
    meaning: 'Ce qui existait avant est intact.',
  },
  'IO-READ-BACK': {
    message: 'Ce qui a été écrit ne se relit pas comme il devrait[[ : {{path}}]][[ ({{reason}})]].',
    meaning:
      'Le nouveau fichier a été jeté et ce qui existait avant est intact. Vérifiez le disque ou le partage.',
  },
  'IO-CANCELLED': { message: 'Annulé. Ce qui existait avant est intact.' },
  'IO-DISCONNECTED': {
    message: 'La fenêtre a perdu la connexion avec Packwright.',
    meaning: 'Packwright a été arrêté, ou l’ordinateur était en veille. La fenêtre réessaie d’elle-même.',
  },

  'USE-COMMAND': {
    message:
      '[[La commande {{name}} n’existe pas.]][[ Vouliez-vous dire {{other}} ?]][[Il manque une commande : {{expected}}.]]',
  },
  'USE-OPTION': {
    message:
      '[[L’option {{name}} n’existe pas.]][[ Vouliez-vous dire {{other}} ?]][[L’option {{missing}} demande une valeur.]][[L’option {{flag}} ne prend pas de valeur.]][[L’option {{twice}} est donnée deux fois.]][[L’option {{foreign}} n’est pas une option de {{verb}}.]]',
  },
  'USE-ARGUMENT': {
    message:
      '[[Il manque {{missing}}.]][[Le port {{port}} est pris ou n’est pas autorisé.]][[{{extra}} est un argument de trop.]][[{{actual}} n’est pas possible pour {{name}} ; sont possibles : {{expected}}.]][[{{name}} : {{reason}}.]]',
  },
  'USE-PART': {
    message: 'Le package n’a pas cette partie[[ : {{name}}]].',
    meaning:
      'Les noms de partie s’écrivent avec / et avec les majuscules et minuscules du package, comme Root/VFS/….',
  },
  'USE-REQUEST': {
    message: 'Packwright ne connaît pas cette demande[[ : {{operation}}]][[ ({{reason}})]].',
  },
  'USE-MORE': {
    message: '[[{{count}} ]]autres problèmes de même nature[[ ({{name}})]] ne sont pas affichés.',
  },
  'BUG-INTERNAL': {
    message: 'Packwright a rencontré un défaut qui lui est propre[[ : {{reason}}]].',
    meaning: 'Rien de ce qui existait n’a été modifié. Signalez-le avec la commande que vous avez donnée.',
  },
} as const satisfies Record<IssueCode, IssueText>;
