/**
 * Code of ours that runs first in a realm. The interpreter asks its interrupt handler only once in
 * ten thousand loops or calls, so a loop around a slow builtin would run for minutes. Builtins that
 * walk an array therefore refuse lengths no player has, and they and all others that take their time
 * refuse everything once it is up. What is left are loops around slow operators, such as `for…in`
 * over as many keys as the memory limit allows.
 *
 * It is called with the milliseconds there are, and gives the function that grants them anew: nobody but
 * the host may ever hold that.
 *
 * An answer for `n` is a thousand calls of builtins that move a few elements about: reading the clock
 * for each would take twice the time of all the rest. They look at it once in so many elements.
 */
export const realmGuards = `
(function(milliseconds){
  "use strict";
  var now=Date.now,end=now()+milliseconds,own=Object.getOwnPropertyDescriptor,isArray=Array.isArray,object=Object,apply=Reflect.apply,Failure=RangeError,longest=20000,atOnce=200000,moved=0;
  function checkTime(){if(now()>end)throw new Failure("interrupted")}
  function checkLength(value){
    if(isArray(value)&&value.length<=longest)return;
    var length=own(object(value),"length");
    if(length?!(length.value<=longest):"length"in object(value))throw new Failure("interrupted");
  }
  function replace(holder,names,guarded){
    names.split(" ").forEach(function(name){
      object.defineProperty(holder,name,{configurable:true,writable:true,value:guarded(holder[name])});
    });
  }
  function guard(holder,names,check){
    replace(holder,names,function(builtin){
      return function(){
        checkTime();
        if(check)check(this,arguments);
        return apply(builtin,this,arguments);
      };
    });
  }
  guard(String.prototype,"indexOf lastIndexOf includes startsWith endsWith split repeat padStart padEnd concat replace replaceAll match matchAll search slice substring substr toUpperCase toLowerCase trim localeCompare");
  guard(RegExp.prototype,"exec test");
  guard(Object,"keys values entries assign getOwnPropertyNames getOwnPropertySymbols getOwnPropertyDescriptors defineProperties fromEntries freeze seal isFrozen isSealed preventExtensions");
  guard(Reflect,"ownKeys apply construct");
  guard(JSON,"parse stringify");
  guard(Array,"from of",function(holder,given){if(typeof given[0]==="object"&&given[0])checkLength(given[0])});
  guard(Array.prototype,"join toString toLocaleString indexOf lastIndexOf includes sort slice fill",checkLength);
  guard(Array.prototype,"concat",function(array,given){
    checkLength(array);
    for(var at=0;at<given.length;at++)if(typeof given[at]==="object"&&given[at])checkLength(given[at]);
  });
  replace(Array.prototype,"reverse splice shift unshift",function(builtin){
    return function(...given){
      if(!isArray(this)){checkTime();checkLength(this)}
      else if(this.length>longest)throw new Failure("interrupted");
      else if((moved+=this.length+given.length+50)>atOnce){checkTime();moved=0}
      return apply(builtin,this,given);
    };
  });
  replace(Array.prototype,"push",function(builtin){
    return function(...given){
      if((moved+=given.length+50)>atOnce){checkTime();moved=0}
      return apply(builtin,this,given);
    };
  });
  ["copyWithin","flat","flatMap","toSorted","toReversed","toSpliced","with"].forEach(function(name){delete Array.prototype[name]});
  return function(){end=now()+milliseconds};
})
`;
